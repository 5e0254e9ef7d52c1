using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>The catalog's tables. Derived: one context a kind of database, each with migrations and a dialect of its own.</summary>
internal abstract partial class CatalogContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Track> Tracks => Set<Track>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Batch> Batches => Set<Batch>();

    public DbSet<Submission> Submissions => Set<Submission>();

    public DbSet<ModelVersion> ModelVersions => Set<ModelVersion>();

    public DbSet<WindowScore> WindowScores => Set<WindowScore>();

    public DbSet<TrackSummary> TrackSummaries => Set<TrackSummary>();

    /// <summary>Verdicts with what else is heard, strongest first.</summary>
    public IQueryable<TrackSummary> Verdicts => TrackSummaries.Include(s => s.Sounds.OrderByDescending(h => h.Strength).ThenBy(h => h.Name));

    public DbSet<TrackSound> TrackSounds => Set<TrackSound>();

    public DbSet<TrackFeatureSummary> TrackFeatureSummaries => Set<TrackFeatureSummary>();

    public DbSet<TrackDeletion> TrackDeletions => Set<TrackDeletion>();

    public DbSet<UploadIntent> UploadIntents => Set<UploadIntent>();

    public DbSet<StageSwitch> StageSwitches => Set<StageSwitch>();

    public DbSet<Installation> Installations => Set<Installation>();

    public DbSet<OrphanedObject> OrphanedObjects => Set<OrphanedObject>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<KeyUsage> KeyUsages => Set<KeyUsage>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Track>(track => track.HasIndex(t => t.Sha256).IsUnique());
        model.Entity<Job>(job =>
        {
            job.Property(j => j.Id).ValueGeneratedNever();
            job.HasOne(j => j.Track).WithMany().HasForeignKey(j => j.TrackId).OnDelete(DeleteBehavior.Restrict);
            job.HasIndex(j => new { j.TrackId, j.Kind }, "ix_jobs_track").HasDatabaseName("ix_jobs_track");
            job.HasIndex(j => new { j.TrackId, j.Kind }, "ix_jobs_one_active")
                .HasDatabaseName("ix_jobs_one_active").IsUnique().HasFilter(JobSql.Active);
            job.HasIndex(j => new { j.Stage, j.Priority, j.DueAt, j.Lease }, "ix_jobs_backlog")
                .HasDatabaseName("ix_jobs_backlog").HasFilter(JobSql.Active);
            job.HasIndex(j => j.FinishedAt, "ix_jobs_finished").HasDatabaseName("ix_jobs_finished").HasFilter("finished_at IS NOT NULL");
            job.HasIndex(j => j.Stage, "ix_jobs_waiting_for").HasDatabaseName("ix_jobs_waiting_for").HasFilter("waiting_for IS NOT NULL");
            job.ToTable(t => t.HasCheckConstraint("ck_jobs_finished", $"(finished_at IS NULL) = (state <= {JobState.Scoring:D})"));
        });
        model.Entity<Batch>(batch => batch.Property(b => b.Id).ValueGeneratedNever());
        model.Entity<Submission>(submission =>
        {
            submission.HasOne<Job>().WithMany().HasForeignKey(s => s.JobId).OnDelete(DeleteBehavior.Restrict);
            submission.HasOne<Batch>().WithMany().HasForeignKey(s => s.BatchId).OnDelete(DeleteBehavior.Restrict);
            submission.HasIndex(s => new { s.JobId, s.BatchId, s.PathKey }, "ix_submissions_job").HasDatabaseName("ix_submissions_job").IsUnique();
            submission.HasIndex(s => new { s.JobId, s.PathKey }, "ix_submissions_single")
                .HasDatabaseName("ix_submissions_single").IsUnique().HasFilter("batch_id IS NULL");
            submission.HasIndex(s => new { s.BatchId, s.JobId }, "ix_submissions_batch")
                .HasDatabaseName("ix_submissions_batch").HasFilter("batch_id IS NOT NULL");
        });
        model.Entity<ModelVersion>(version => version.HasIndex(v => v.Hash).IsUnique());
        // No foreign keys here: they would cost a look-up a window. Rows are written and deleted under the lock of the track's job.
        model.Entity<WindowScore>().HasKey(w => new { w.TrackId, w.ModelVersionId, w.Window });
        model.Entity<TrackSummary>(summary =>
        {
            summary.HasKey(s => new { s.TrackId, s.ModelVersionId });
            summary.HasIndex(s => new { s.ModelVersionId, s.Genre, s.TrackId }, "ix_track_summaries_genre")
                .HasDatabaseName("ix_track_summaries_genre");
            summary.HasIndex(s => new { s.Change, s.TrackId }, "ix_track_summaries_change").HasDatabaseName("ix_track_summaries_change");
        });
        model.Entity<TrackSummary>().Property(s => s.Music).HasDefaultValue(1.0);
        model.Entity<TrackSound>(sound =>
        {
            sound.HasKey(s => new { s.TrackId, s.ModelVersionId, s.Name });
            sound.HasOne<TrackSummary>().WithMany(s => s.Sounds).HasForeignKey(s => new { s.TrackId, s.ModelVersionId });
            sound.HasIndex(s => new { s.ModelVersionId, s.Name, s.TrackId }, "ix_track_sounds_name").HasDatabaseName("ix_track_sounds_name");
        });
        model.Entity<TrackFeatureSummary>(summary =>
        {
            summary.HasKey(s => s.TrackId);
            summary.Property(s => s.TrackId).ValueGeneratedNever();
        });
        model.Entity<TrackDeletion>(deletion =>
        {
            deletion.HasKey(d => d.TrackId);
            deletion.Property(d => d.TrackId).ValueGeneratedNever();
            deletion.HasIndex(d => new { d.Change, d.TrackId }, "ix_track_deletions_change").HasDatabaseName("ix_track_deletions_change");
        });
        model.Entity<UploadIntent>(intent =>
        {
            intent.Property(i => i.Id).ValueGeneratedNever();
            intent.HasIndex(i => i.Sha256);
            intent.HasIndex(i => i.ExpiresAt);
        });
        model.Entity<StageSwitch>(stage =>
        {
            stage.HasKey(s => s.Stage);
            stage.Property(s => s.Stage).ValueGeneratedNever();
            stage.HasData(Enum.GetValues<Stage>().Select(s => new StageSwitch { Stage = s }));
        });
        model.Entity<Installation>().Property(i => i.Id).ValueGeneratedNever();
        model.Entity<OrphanedObject>().HasKey(o => o.Key);
        model.Entity<ApiKey>(key =>
        {
            key.Property(k => k.Id).ValueGeneratedNever();
            key.HasIndex(k => k.Hash).IsUnique();
            key.HasIndex(k => k.Name, "ix_api_keys_name").HasDatabaseName("ix_api_keys_name").IsUnique().HasFilter("revoked_at IS NULL");
        });
        model.Entity<Session>(session =>
        {
            session.HasKey(s => s.Hash);
            session.HasIndex(s => s.KeyId);
            session.HasIndex(s => s.ExpiresAt);
        });
        model.Entity<KeyUsage>().HasKey(u => new { u.KeyId, u.Day });
    }
}

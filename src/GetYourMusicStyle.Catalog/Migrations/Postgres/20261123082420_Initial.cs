using System;
using GetYourMusicStyle.Catalog.Data;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace GetYourMusicStyle.Catalog.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cancelled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "model_versions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    hash = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    genres = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stage_switches",
                columns: table => new
                {
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stage_switches", x => x.stage);
                });

            migrationBuilder.CreateTable(
                name: "track_summaries",
                columns: table => new
                {
                    track_id = table.Column<long>(type: "bigint", nullable: false),
                    model_version_id = table.Column<int>(type: "integer", nullable: false),
                    genre = table.Column<string>(type: "text", nullable: true),
                    confidence = table.Column<double>(type: "double precision", nullable: false),
                    uncertain = table.Column<bool>(type: "boolean", nullable: false),
                    probabilities = table.Column<float[]>(type: "real[]", nullable: true),
                    scored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_track_summaries", x => new { x.track_id, x.model_version_id });
                });

            migrationBuilder.CreateTable(
                name: "tracks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    artist = table.Column<string>(type: "text", nullable: true),
                    album = table.Column<string>(type: "text", nullable: true),
                    tag_genre = table.Column<string>(type: "text", nullable: true),
                    duration_seconds = table.Column<double>(type: "double precision", nullable: true),
                    window_count = table.Column<int>(type: "integer", nullable: true),
                    features_version = table.Column<string>(type: "text", nullable: true),
                    pictures_version = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tracks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "upload_intents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_upload_intents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "window_scores",
                columns: table => new
                {
                    track_id = table.Column<long>(type: "bigint", nullable: false),
                    model_version_id = table.Column<int>(type: "integer", nullable: false),
                    window = table.Column<int>(type: "integer", nullable: false),
                    start_seconds = table.Column<float>(type: "real", nullable: false),
                    end_seconds = table.Column<float>(type: "real", nullable: false),
                    probabilities = table.Column<float[]>(type: "real[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_window_scores", x => new { x.track_id, x.model_version_id, x.window });
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    track_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    lane = table.Column<short>(type: "smallint", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    lease = table.Column<short>(type: "smallint", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    queued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    losses = table.Column<int>(type: "integer", nullable: false),
                    retries = table.Column<int>(type: "integer", nullable: false),
                    stage_progress = table.Column<double>(type: "double precision", nullable: false),
                    redo = table.Column<bool>(type: "boolean", nullable: false),
                    model_version = table.Column<string>(type: "text", nullable: true),
                    trace_parent = table.Column<string>(type: "text", nullable: true),
                    error_code = table.Column<string>(type: "text", nullable: true),
                    error_message = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                    table.CheckConstraint("ck_jobs_finished", "(finished_at IS NULL) = (state <= 2)");
                    table.ForeignKey(
                        name: "fk_jobs_tracks_track_id",
                        column: x => x.track_id,
                        principalTable: "tracks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    track_id = table.Column<long>(type: "bigint", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    path = table.Column<string>(type: "text", nullable: false),
                    path_key = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submissions", x => x.id);
                    table.ForeignKey(
                        name: "fk_submissions_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_submissions_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "stage_switches",
                columns: new[] { "stage", "paused_at" },
                values: new object[,]
                {
                    { (short)0, null },
                    { (short)1, null },
                    { (short)2, null }
                });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_backlog",
                table: "jobs",
                columns: new[] { "stage", "lane", "due_at", "lease" },
                filter: "finished_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_finished",
                table: "jobs",
                column: "finished_at",
                filter: "finished_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_one_active",
                table: "jobs",
                columns: new[] { "track_id", "kind" },
                unique: true,
                filter: "finished_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_track",
                table: "jobs",
                columns: new[] { "track_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_model_versions_hash",
                table: "model_versions",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_submissions_batch",
                table: "submissions",
                columns: new[] { "batch_id", "job_id" },
                filter: "batch_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_submissions_job",
                table: "submissions",
                columns: new[] { "job_id", "batch_id", "path_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_submissions_single",
                table: "submissions",
                columns: new[] { "job_id", "path_key" },
                unique: true,
                filter: "batch_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_track_summaries_genre",
                table: "track_summaries",
                columns: new[] { "model_version_id", "genre", "track_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tracks_sha256",
                table: "tracks",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_upload_intents_expires_at",
                table: "upload_intents",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_upload_intents_sha256",
                table: "upload_intents",
                column: "sha256");

            migrationBuilder.Sql($"CREATE INDEX ix_tracks_words ON tracks USING gin ({PostgresCatalog.Words})");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "model_versions");

            migrationBuilder.DropTable(
                name: "stage_switches");

            migrationBuilder.DropTable(
                name: "submissions");

            migrationBuilder.DropTable(
                name: "track_summaries");

            migrationBuilder.DropTable(
                name: "upload_intents");

            migrationBuilder.DropTable(
                name: "window_scores");

            migrationBuilder.DropTable(
                name: "batches");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "tracks");
        }
    }
}

using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Tracks;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetYourMusicStyle.Catalog.Migrations.Sqlite
{
    /// <summary>What the library is listed by, see <see cref="TrackOrder"/>. Expressions, which the model knows nothing of.</summary>
    [DbContext(typeof(SqliteCatalog))]
    [Migration("20261123150000_TrackOrders")]
    public partial class TrackOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql($"CREATE INDEX ix_tracks_title ON tracks ({TrackOrder.Title}, id)");
            migrationBuilder.Sql($"CREATE INDEX ix_tracks_artist ON tracks ({TrackOrder.Artist}, id)");
            migrationBuilder.Sql("CREATE INDEX ix_tracks_duration ON tracks (duration_seconds, id)");
            migrationBuilder.Sql("CREATE INDEX ix_track_summaries_confidence ON track_summaries (model_version_id, confidence, track_id)");
            migrationBuilder.Sql("CREATE INDEX ix_track_summaries_uncertain ON track_summaries (model_version_id, genre, track_id) WHERE uncertain");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (string index in new[] { "ix_tracks_title", "ix_tracks_artist", "ix_tracks_duration", "ix_track_summaries_confidence", "ix_track_summaries_uncertain" })
                migrationBuilder.Sql($"DROP INDEX {index}");
        }
    }
}

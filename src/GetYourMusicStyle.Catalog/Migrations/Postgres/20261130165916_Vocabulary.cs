using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetYourMusicStyle.Catalog.Migrations.Postgres
{
    /// <summary>The field's words for tables and columns; no row changes.</summary>
    public partial class Vocabulary : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameTable(
                name: "track_sounds",
                newName: "track_feature_summaries");

            migrationBuilder.Sql("ALTER INDEX pk_track_sounds RENAME TO pk_track_feature_summaries");

            migrationBuilder.RenameColumn(
                name: "spreads",
                table: "track_feature_summaries",
                newName: "standard_deviations");

            migrationBuilder.RenameColumn(
                name: "pictures_version",
                table: "tracks",
                newName: "spectrogram_images_version");

            migrationBuilder.RenameColumn(
                name: "losses",
                table: "jobs",
                newName: "worker_crashes");

            migrationBuilder.RenameColumn(
                name: "lane",
                table: "jobs",
                newName: "priority");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameTable(
                name: "track_feature_summaries",
                newName: "track_sounds");

            migrationBuilder.Sql("ALTER INDEX pk_track_feature_summaries RENAME TO pk_track_sounds");

            migrationBuilder.RenameColumn(
                name: "standard_deviations",
                table: "track_sounds",
                newName: "spreads");

            migrationBuilder.RenameColumn(
                name: "spectrogram_images_version",
                table: "tracks",
                newName: "pictures_version");

            migrationBuilder.RenameColumn(
                name: "worker_crashes",
                table: "jobs",
                newName: "losses");

            migrationBuilder.RenameColumn(
                name: "priority",
                table: "jobs",
                newName: "lane");
        }
    }
}

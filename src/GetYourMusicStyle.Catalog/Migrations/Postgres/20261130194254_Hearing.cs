using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetYourMusicStyle.Catalog.Migrations.Postgres
{
    /// <summary>What else is heard in a track, whether it is music, and its embedding.</summary>
    public partial class Hearing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<float[]>(
                name: "embedding",
                table: "track_summaries",
                type: "real[]",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "music",
                table: "track_summaries",
                type: "double precision",
                nullable: false,
                defaultValue: 1.0);

            migrationBuilder.CreateTable(
                name: "track_sounds",
                columns: table => new
                {
                    track_id = table.Column<long>(type: "bigint", nullable: false),
                    model_version_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    strength = table.Column<float>(type: "real", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_track_sounds", x => new { x.track_id, x.model_version_id, x.name });
                    table.ForeignKey(
                        name: "fk_track_sounds_track_summaries_track_id_model_version_id",
                        columns: x => new { x.track_id, x.model_version_id },
                        principalTable: "track_summaries",
                        principalColumns: new[] { "track_id", "model_version_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_track_sounds_name",
                table: "track_sounds",
                columns: new[] { "model_version_id", "name", "track_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "track_sounds");

            migrationBuilder.DropColumn(
                name: "embedding",
                table: "track_summaries");

            migrationBuilder.DropColumn(
                name: "music",
                table: "track_summaries");
        }
    }
}

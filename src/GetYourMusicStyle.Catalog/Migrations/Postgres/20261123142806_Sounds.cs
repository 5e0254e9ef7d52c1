using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetYourMusicStyle.Catalog.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Sounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "change",
                table: "track_summaries",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "track_deletions",
                columns: table => new
                {
                    track_id = table.Column<long>(type: "bigint", nullable: false),
                    change = table.Column<long>(type: "bigint", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_track_deletions", x => x.track_id);
                });

            migrationBuilder.CreateTable(
                name: "track_sounds",
                columns: table => new
                {
                    track_id = table.Column<long>(type: "bigint", nullable: false),
                    features_version = table.Column<string>(type: "text", nullable: false),
                    means = table.Column<float[]>(type: "real[]", nullable: false),
                    spreads = table.Column<float[]>(type: "real[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_track_sounds", x => x.track_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_track_summaries_change",
                table: "track_summaries",
                columns: new[] { "change", "track_id" });

            migrationBuilder.CreateIndex(
                name: "ix_track_deletions_change",
                table: "track_deletions",
                columns: new[] { "change", "track_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "track_deletions");

            migrationBuilder.DropTable(
                name: "track_sounds");

            migrationBuilder.DropIndex(
                name: "ix_track_summaries_change",
                table: "track_summaries");

            migrationBuilder.DropColumn(
                name: "change",
                table: "track_summaries");
        }
    }
}

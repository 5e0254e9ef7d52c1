using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GetYourMusicStyle.Catalog.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "track_deletions",
                columns: table => new
                {
                    track_id = table.Column<long>(type: "INTEGER", nullable: false),
                    change = table.Column<long>(type: "INTEGER", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_track_deletions", x => x.track_id);
                });

            migrationBuilder.CreateTable(
                name: "track_sounds",
                columns: table => new
                {
                    track_id = table.Column<long>(type: "INTEGER", nullable: false),
                    features_version = table.Column<string>(type: "TEXT", nullable: false),
                    means = table.Column<byte[]>(type: "BLOB", nullable: false),
                    spreads = table.Column<byte[]>(type: "BLOB", nullable: false)
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

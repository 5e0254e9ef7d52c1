using System.Net;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Hosting;
using GetYourMusicStyle.Hosting.Configuration;
using Microsoft.Data.Sqlite;

namespace GetYourMusicStyle.Api.Tests;

public class StartTests
{
    [Theory]
    [InlineData("--Storage:Bukcet=x", "Bukcet")]
    [InlineData("--Bus:Transport=Pigeon", "Pigeon")]
    [InlineData("--Catalog:WorkLeaseSeconds=0", "WorkLeaseSeconds")]
    [InlineData("--Api:Keys:0=short", "Api:Keys")]
    [InlineData("--Api:MaxUploadBytes=many", "MaxUploadBytes")]
    [InlineData("--Scoring:ModelDirectory=/nowhere", "/nowhere")]
    [InlineData("--Scoring:Ensemble=none", "none")]
    [InlineData("--Scoring:BatchSize=0", "BatchSize")]
    [InlineData("--Features:VectorWidth=Narrow", "VectorWidth")]
    [InlineData("--Recommender:Variety=0", "Variety")]
    [InlineData("--Index:PollSeconds=0", "PollSeconds")]
    [InlineData("--Pipeline:FetchAhead=0", "FetchAhead")]
    [InlineData("--Sweep:IntervalHours=0", "IntervalHours")]
    [InlineData("--Telemetry:OtlpEndpoint=here", "OtlpEndpoint")]
    public async Task Bad_configuration_stops_the_start_with_one_line_that_names_it(string argument, string named)
    {
        string folder = NewFolder();
        string line = await RefusedAsync(folder, argument);
        Assert.Contains(named, line);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_server_on_a_data_folder_is_refused_and_told_who_has_it()
    {
        await using var server = await Server.StartAsync();
        string line = await RefusedAsync(server.Folder);
        Assert.Contains($"process {Environment.ProcessId}", line);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/health/ready")).StatusCode);
    }

    [Theory]
    [InlineData("empty", "0 bytes")]
    [InlineData("junk", "damaged")]
    [InlineData("scratched", "damaged")]
    [InlineData("newer", "newer version")]
    public async Task A_catalog_that_cannot_be_used_is_refused_in_words_and_left_as_it_is(string fault, string named)
    {
        string folder = NewFolder();
        string file = Path.Combine(folder, "catalog.db");
        await using (var first = await Server.StartInAsync(folder))
        {
        }
        switch (fault)
        {
            case "empty": await File.WriteAllBytesAsync(file, []); break;
            case "junk": await File.WriteAllBytesAsync(file, [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * 31))]); break;
            case "scratched":
                byte[] bytes = await File.ReadAllBytesAsync(file);
                Array.Fill(bytes, (byte)0xff, 100, 8000);
                await File.WriteAllBytesAsync(file, bytes);
                break;
            default:
                await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
                {
                    await connection.OpenAsync();
                    using var command = connection.CreateCommand();
                    command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('20991231000000_Future', '99.0')";
                    await command.ExecuteNonQueryAsync();
                }
                break;
        }
        byte[] before = await File.ReadAllBytesAsync(file);
        string line = await RefusedAsync(folder);
        Assert.Contains(named, line);
        Assert.Contains(file, line);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_a_server_keeps_is_its_users_alone_also_where_it_was_not()
    {
        if (OperatingSystem.IsWindows())
            return;
        string folder = NewFolder();
        await using (var first = await Server.StartInAsync(folder))
        {
        }
        const UnixFileMode all = (UnixFileMode)0b111_111_111;
        foreach (string path in Directory.EnumerateFileSystemEntries(folder).Append(folder))
            File.SetUnixFileMode(path, all);
        await using (var second = await Server.StartInAsync(folder))
        {
            foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
                Assert.True((File.GetUnixFileMode(path) & (UnixFileMode)0b000_111_111) == UnixFileMode.None, path);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Roles_are_named_one_by_one_or_with_commas()
    {
        var (roles, configuration) = RoleArguments.Parse(["--role", "api,feature", "--urls", "http://localhost:1", "--role=scoring,recommender"]);
        Assert.Equal(Role.All, roles);
        Assert.Equal(["--urls", "http://localhost:1"], configuration);
        Assert.Throws<ConfigurationException>(() => RoleArguments.Parse(["--role", "conductor"]));
        Assert.Throws<ConfigurationException>(() => RoleArguments.Parse([]));
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("gyms-start-tests-").FullName;

    /// <summary>Starts a server that must refuse to run, with one line, which is returned.</summary>
    private static async Task<string> RefusedAsync(string folder, params string[] arguments)
    {
        var error = new StringWriter();
        var before = Console.Error;
        Console.SetError(error);
        try
        {
            string models = Path.Combine(Server.Root, "models");
            Assert.Equal(2, await HostRun.RunAsync(Role.All, ["--urls=http://127.0.0.1:0", $"--Scoring:ModelDirectory={models}", .. arguments], folder));
        }
        finally
        {
            Console.SetError(before);
        }
        string line = error.ToString().TrimEnd();
        Assert.DoesNotContain('\n', line);
        return line;
    }
}

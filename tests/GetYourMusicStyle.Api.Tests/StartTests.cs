using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Hosting;
using GetYourMusicStyle.Hosting.Configuration;

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
        string folder = Directory.CreateTempSubdirectory("gyms-start-tests-").FullName;
        var error = new StringWriter();
        var before = Console.Error;
        Console.SetError(error);
        try
        {
            string models = Path.Combine(Server.Root, "models");
            Assert.Equal(2, await HostRun.RunAsync(Role.All, ["--urls=http://127.0.0.1:0", $"--Scoring:ModelDirectory={models}", argument], folder));
        }
        finally
        {
            Console.SetError(before);
            Directory.Delete(folder, recursive: true);
        }
        string line = error.ToString().TrimEnd();
        Assert.Contains(named, line);
        Assert.DoesNotContain('\n', line);
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
}

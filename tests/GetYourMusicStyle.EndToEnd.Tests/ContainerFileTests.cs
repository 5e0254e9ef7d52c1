using System.Text.RegularExpressions;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

/// <summary>What the container file does, done without a container: publish the worker, put the models beside it, run it.</summary>
public sealed partial class ContainerFileTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "Dockerfile"));

    [Fact]
    public async Task What_it_copies_is_there_and_the_published_worker_runs_with_it()
    {
        string image = Path.Combine(Repository.RunFolder, "image");
        using (var publish = CommandRun.Of("dotnet", "publish", Path.Combine(Repository.Root, "src", "GetYourMusicStyle.Worker"), "-c", Repository.Configuration, "--no-build", "--nologo", "-o", image))
        {
            var (code, said, errors) = await publish.EndAsync();
            Assert.True(code == 0, said + errors);
        }
        Assert.Contains("dotnet publish src/GetYourMusicStyle.Worker -c Release -o /out", Text, StringComparison.Ordinal);
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"/opt/gyms/{Path.GetFileName(Repository.Worker)}\"]", Text, StringComparison.Ordinal);
        foreach (Match copy in Copy().Matches(Text))
        {
            string[] words = copy.Groups["what"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (string source in words[..^1])
            {
                var found = Directory.GetFileSystemEntries(Path.Combine(Repository.Root, Path.GetDirectoryName(source)!), Path.GetFileName(source));
                Assert.True(found.Length > 0, $"COPY {source}: there is no such file");
                if (words[^1].StartsWith("/opt/gyms/", StringComparison.Ordinal))
                    CopyInto(Path.Combine(image, words[^1]["/opt/gyms/".Length..]), found);
            }
        }

        await Deployment.Scoring.KillAsync();
        var published = Deployment.Add("scoring-worker", program: Path.Combine(image, Path.GetFileName(Repository.Worker)), settings: ("GYMS_HOME", image));
        await published.ReadyAsync();
        var songs = Music.Short(4);
        var batch = await Client.CreateBatchAsync();
        await Client.UploadAsync(songs, batch);
        await Deployment.ProveAsync(batch, songs);
    }

    private static void CopyInto(string folder, IEnumerable<string> files)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in files)
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    // From the repository, not from another stage.
    [GeneratedRegex("^COPY (?!--from)(?<what>.+)$", RegexOptions.Multiline)]
    private static partial Regex Copy();
}

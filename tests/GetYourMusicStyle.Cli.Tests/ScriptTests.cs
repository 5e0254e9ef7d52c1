using System.Diagnostics;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>The script <c>gyms</c> in a small tree, with programs in the place of dotnet, npm and dpkg-query that only note how they are called.</summary>
public sealed class ScriptTests : IDisposable
{
    private static readonly DateTime Before = DateTime.UtcNow.AddHours(-1);
    private readonly string _root = Directory.CreateTempSubdirectory("gyms-script-").FullName;

    public ScriptTests()
    {
        foreach (string file in (string[])[
            "global.json", ".editorconfig", "Directory.Build.props", "Directory.Packages.props", "docs/models.md", "models/encodings.json", "models/training/packages.txt",
            "src/GetYourMusicStyle.Cli/GetYourMusicStyle.Cli.csproj", "src/GetYourMusicStyle.Cli/Program.cs", "src/GetYourMusicStyle.Cli/Tagging/python/tags.py",
            "src/GetYourMusicStyle.Features/bands.csv", "src/GetYourMusicStyle.Page/package.json", "src/GetYourMusicStyle.Page/.npmrc",
            "src/GetYourMusicStyle.Page/src/main.tsx", "bench/Program.cs", "tests/GetYourMusicStyle.Servers/Host.cs"])
        {
            Write(file, "");
        }
        File.Copy(Path.Combine(Gyms.Root, "gyms"), At("gyms"));
        Note("dotnet", "[ \"$1\" != --list-sdks ] || echo '10.0.100 [here]'");
        Note("npm", "");
        Note("dpkg-query", "shift 3; for package; do echo \"$package installed\"; done");
        foreach (string path in Directory.EnumerateFileSystemEntries(_root, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, Before);
    }

    [Theory]
    [InlineData("src/GetYourMusicStyle.Cli/Program.cs")]
    [InlineData("src/GetYourMusicStyle.Cli/GetYourMusicStyle.Cli.csproj")]
    [InlineData("src/GetYourMusicStyle.Cli/Tagging/python/tags.py")]
    [InlineData("src/GetYourMusicStyle.Features/bands.csv")]
    [InlineData("models/encodings.json")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Build.targets")]
    [InlineData("Directory.Packages.props")]
    [InlineData("global.json")]
    [InlineData("gyms")]
    public void What_is_built_in_is_built_again_when_it_changes(string file)
    {
        Assert.Single(Builds(Run("--help")));
        Assert.Empty(Builds(Run("--help")));

        File.AppendAllText(At(file), "\n# changed\n");
        Assert.Single(Builds(Run("--help")));
        Assert.Empty(Builds(Run("--help")));
    }

    [Fact]
    public void A_file_less_is_a_change_too()
    {
        Run("--help");
        File.Delete(At("src/GetYourMusicStyle.Cli/Tagging/python/tags.py"));
        Assert.Single(Builds(Run("--help")));
        Assert.Empty(Builds(Run("--help")));
    }

    [Theory]
    [InlineData("docs/models.md")]
    [InlineData("models/training/packages.txt")]
    [InlineData("src/GetYourMusicStyle.Page/src/main.tsx")]
    public void What_is_not_built_in_is_not(string file)
    {
        Run("--help");
        File.AppendAllText(At(file), "\n");
        Assert.Empty(Builds(Run("--help")));
    }

    [Theory]
    [InlineData("src/GetYourMusicStyle.Page/package.json")]
    [InlineData("src/GetYourMusicStyle.Page/.npmrc")]
    [InlineData("src/GetYourMusicStyle.Page/src/main.tsx")]
    public void A_change_of_the_page_bundles_it_again(string file)
    {
        Assert.Contains("npm run --silent build", Run("serve"));
        Assert.DoesNotContain(Run("serve"), call => call.StartsWith("npm", StringComparison.Ordinal));
        File.AppendAllText(At(file), "\n");
        Assert.Contains("npm run --silent build", Run("serve"));
    }

    [Fact]
    public void A_package_added_to_a_list_is_asked_for_at_the_next_run()
    {
        Assert.DoesNotContain(Run("train"), call => call.EndsWith(" python3-new", StringComparison.Ordinal));
        File.AppendAllText(At("models/training/packages.txt"), "# why\npython3-new\n");
        Assert.Contains(Run("train"), call => call.EndsWith(" python3-new", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string At(string file) => Path.Combine(_root, file);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.WriteAllText(At(file), text);
    }

    /// <summary>A program that notes how it is called, and then does a little more.</summary>
    private void Note(string program, string more)
    {
        Write($"programs/{program}", $"#!/bin/sh\necho \"{program} $*\" >>'{At("calls")}'\n{more}\n");
        Process.Start("chmod", ["+x", At($"programs/{program}")]).WaitForExit();
    }

    /// <summary>Runs the script to its end; gives the programs that it called, with their arguments.</summary>
    private string[] Run(params string[] arguments)
    {
        File.Delete(At("calls"));
        var start = new ProcessStartInfo("bash", [At("gyms"), .. arguments]) { RedirectStandardError = true };
        start.Environment["PATH"] = At("programs") + ":" + Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return File.ReadAllLines(At("calls"));
    }

    private static IEnumerable<string> Builds(string[] calls) => calls.Where(call => call.StartsWith("dotnet build ", StringComparison.Ordinal));
}

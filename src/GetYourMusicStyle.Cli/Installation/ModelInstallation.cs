using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using GetYourMusicStyle.Hosting.Models;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Cli.Installation;

/// <summary>
/// Puts models in the place of those in use. Every installation is a copy in a folder of its own, <c>models/own/TIME</c>, and the link
/// <c>models/installed</c> turns from one to the next in one step, so that whoever loads models sees the old or the new ones, whole. The
/// models that come with the product are never touched.
/// </summary>
internal static class ModelInstallation
{
    private const string OwnFolder = "own", PreviousFile = "previous", Card = "CARD.md", CardFolder = "card";

    private static string Link => Path.Combine(Home.Models, InstalledModels.LinkName);

    /// <summary>Whether writing to a folder would touch models in use, or kept aside.</summary>
    public static bool IsTaken(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), models = Path.GetFullPath(Home.Models);
        return full == models || full == Link || full.StartsWith(Path.Combine(models, OwnFolder), StringComparison.Ordinal);
    }

    /// <summary>Installs a copy of the models in a folder; returns where the copy is.</summary>
    /// <exception cref="ModelException">They cannot be used.</exception>
    public static string Install(string from, TimeProvider time)
    {
        Ensemble.Load(new ScoringOptions { ModelDirectory = from }).Dispose();
        string name = $"{OwnFolder}/{time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}";
        string target = Path.Combine(Home.Models, name);
        var members = ManifestFile.Load(from).Manifest.Members.Select(member => member.File);
        foreach (string file in members.Append(ManifestFile.Name).Append(Card).Where(file => File.Exists(Path.Combine(from, file))))
            Copy(Path.Combine(from, file), Path.Combine(target, file));
        foreach (string file in Directory.Exists(Path.Combine(from, CardFolder)) ? Directory.GetFiles(Path.Combine(from, CardFolder)) : [])
            Copy(file, Path.Combine(target, CardFolder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(target, PreviousFile), new FileInfo(Link).LinkTarget ?? "");
        PointTo(name);
        return target;
    }

    /// <summary>Goes back to the models that were in use before; returns their folder.</summary>
    /// <exception cref="UsageException">Those in use are the product's own.</exception>
    public static string Back()
    {
        if (new FileInfo(Link).LinkTarget is not { } current)
            throw new UsageException("the models in use are those that come with gyms: there is nothing to go back to");
        string kept = Path.Combine(Home.Models, current, PreviousFile);
        string previous = File.Exists(kept) ? File.ReadAllText(kept) : "";
        if (previous.Length == 0 || !Directory.Exists(Path.Combine(Home.Models, previous)))
            File.Delete(Link);
        else
            PointTo(previous);
        return InstalledModels.Folder(Home.Models);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static void PointTo(string target)
    {
        string fresh = Link + ".new";
        File.Delete(fresh);
        File.CreateSymbolicLink(fresh, target);
        if (LibC.Rename(fresh, Link) != 0)
            throw new IOException($"{Link}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }
}

using System.Xml.Linq;
using Mono.Cecil;

namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>A project: what its file names, its sources, and the assembly it was built into.</summary>
/// <param name="Name">As the file is called, such as <c>GetYourMusicStyle.Audio</c>; the root of its namespaces.</param>
/// <param name="Folder">Where the file lies.</param>
/// <param name="File">What stands in it.</param>
internal sealed record Project(string Name, string Folder, XDocument File)
{
    private const string Common = "GetYourMusicStyle.";

    public static Project Load(string path) => new(Path.GetFileNameWithoutExtension(path), Path.GetDirectoryName(path)!, XDocument.Load(path));

    /// <summary>src, bench or tests.</summary>
    public string Group => Path.GetFileName(Path.GetDirectoryName(Folder)!);

    /// <summary>The name without what all projects share.</summary>
    public string Part => PartOf(Name);

    /// <summary>The parts that the project file names.</summary>
    public IEnumerable<string> Parts => Named("ProjectReference").Select(path => PartOf(Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))));

    /// <summary>The packages and frameworks that the project file names.</summary>
    public IEnumerable<string> Packages => Named("PackageReference").Concat(Named("FrameworkReference"));

    /// <summary>The built assembly, of the configuration that these tests were built in.</summary>
    public string Assembly => Path.Combine(Repository.Root, "artifacts", "bin", Name, new DirectoryInfo(AppContext.BaseDirectory).Name,
        (File.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name) + ".dll");

    /// <summary>The assemblies that the built one uses, code that generators add to it included.</summary>
    public IReadOnlyCollection<string> Uses => Read(module => module.AssemblyReferences.Select(reference => reference.Name));

    /// <summary>The assemblies that its own types use.</summary>
    public IReadOnlyCollection<string> Meets => Read(module => module.Types
        .Where(type => type.Namespace.StartsWith(Name, StringComparison.Ordinal)).SelectMany(TypeUses.Assemblies));

    /// <summary>The source files in the project's folder. What is linked from elsewhere is not among them, nor what the compiler writes.</summary>
    public IEnumerable<SourceFile> Sources =>
        Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(this, Path.GetRelativePath(Folder, path), System.IO.File.ReadAllText(path)));

    /// <summary>A name without the product's; null if it is not the product's.</summary>
    public static string? PartOrNull(string name) => name.StartsWith(Common, StringComparison.Ordinal) ? name[Common.Length..] : null;

    private static string PartOf(string name) => PartOrNull(name) ?? name;

    private HashSet<string> Read(Func<ModuleDefinition, IEnumerable<string>> names)
    {
        using var module = ModuleDefinition.ReadModule(Assembly);
        return [.. names(module)];
    }

    private IEnumerable<string> Named(string element) => File.Descendants(element).Select(reference => reference.Attribute("Include")!.Value);
}

using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>Projects, sources and assemblies made up to break rules.</summary>
internal static class MadeUp
{
    /// <summary>A project that names these parts and packages.</summary>
    public static Project Project(string part, string[] parts, params string[] packages) =>
        new("GetYourMusicStyle." + part, Path.Combine("nowhere", "src", part), new XDocument(new XElement("Project",
            parts.Select(named => new XElement("ProjectReference",
                new XAttribute("Include", $"../GetYourMusicStyle.{named}/GetYourMusicStyle.{named}.csproj"))),
            packages.Select(named => new XElement("PackageReference", new XAttribute("Include", named))))));

    /// <summary>A source file of the project <c>House</c>, by its path in it.</summary>
    public static SourceFile Source(string path, string text) =>
        new(new Project("House", Path.Combine("nowhere", "src", "House"), new XDocument()), path, text);

    /// <summary>Compiles a source; returns the assembly.</summary>
    public static MemoryStream Compile(string source)
    {
        var assembly = new MemoryStream();
        var result = CSharpCompilation.Create("House", [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release)).Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        assembly.Position = 0;
        return assembly;
    }

    /// <summary>The graph of folders of a compiled source.</summary>
    public static FolderGraph Graph(string source)
    {
        var graph = new FolderGraph("House");
        using var module = Mono.Cecil.ModuleDefinition.ReadModule(Compile(source));
        graph.AddCompiled(module);
        return graph;
    }
}

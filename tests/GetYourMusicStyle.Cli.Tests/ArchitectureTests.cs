using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>Which way the arrows point: by what the projects name, and by what the built libraries use.</summary>
public class ArchitectureTests
{
    private const string Product = "GetYourMusicStyle.";

    // A library may use these parts of the product, and of everything else only what begins with these names.
    public static readonly TheoryData<string, string[], string[]> Libraries = new()
    {
        { "Audio", [], ["Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection", "System.Numerics.Tensors"] },
        { "Features", [], ["Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection", "System.Numerics.Tensors", "SkiaSharp"] },
        { "Scoring", ["Features"], ["Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection", "Microsoft.ML.OnnxRuntime", "System.Numerics.Tensors"] },
        { "Recommender", [], ["Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection", "System.Numerics.Tensors"] },
    };

    private static readonly string[] Forbidden =
        ["System.Net", "System.Data", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.Hosting", "MassTransit", "Npgsql", "RabbitMQ"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_names_only_what_it_may(string library, string[] parts, string[] packages)
    {
        var project = XDocument.Load(Path.Combine(Gyms.Root, "src", Product + library, $"{Product}{library}.csproj"));
        string[] references = [.. Names(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];
        Assert.Equal(parts.Select(part => Product + part).Order(), references.Order());
        Assert.All(Names(project, "PackageReference").Concat(Names(project, "FrameworkReference")), package => Assert.True(Allowed(package, packages), package));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_built_library_uses_only_what_it_may(string library, string[] parts, string[] packages)
    {
        var used = References(Path.Combine(AppContext.BaseDirectory, $"{Product}{library}.dll"));
        Assert.Contains("System.Runtime", used);      // it looks at the right file
        Assert.All(used, name =>
        {
            Assert.DoesNotContain(Forbidden, forbidden => name.StartsWith(forbidden, StringComparison.Ordinal));
            bool own = name.StartsWith(Product, StringComparison.Ordinal);
            bool allowed = own ? parts.Contains(name[Product.Length..]) : Allowed(name, [.. packages, "System.", "Microsoft.Win32.Primitives"]);
            Assert.True(allowed, $"{library} uses {name}");
        });
    }

    // What each other part names of the product. What it uses must be that, or what that uses in turn.
    public static readonly TheoryData<string, string[]> Parts = new()
    {
        { "Storage", [] },
        { "Catalog", [] },
        { "Plotting", ["Scoring"] },
        { "Pipeline", ["Audio", "Catalog", "Features", "Recommender", "Scoring", "Storage"] },
        { "Api", ["Pipeline", "Plotting"] },
        { "Hosting", ["Api"] },
        { "Worker", ["Hosting"] },
    };

    // Each of these is the business of one part; Hosting sets them up.
    public static readonly TheoryData<string, string> Owners = new()
    {
        { "Minio", "Storage" },
        { "Microsoft.EntityFrameworkCore", "Catalog" },
        { "Npgsql", "Catalog" },
        { "Microsoft.Data.Sqlite", "Catalog" },
        { "MassTransit", "Pipeline" },
        { "RabbitMQ", "Pipeline" },
        { "Microsoft.AspNetCore", "Api" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_names_only_the_parts_below_it(string part, string[] below) =>
        Assert.Equal(below.Order(), PartsNamed(part).Order());

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_built_part_uses_only_the_parts_below_it(string part, string[] below)
    {
        if (part == "Worker")
            return;     // a program, not beside these tests
        var allowed = below.SelectMany(Below).ToHashSet();
        var used = References(Path.Combine(AppContext.BaseDirectory, $"{Product}{part}.dll"));
        Assert.Contains("System.Runtime", used);
        Assert.All(used.Where(name => name.StartsWith(Product, StringComparison.Ordinal)), name => Assert.Contains(name[Product.Length..], allowed));
    }

    [Theory]
    [MemberData(nameof(Owners))]
    public void What_is_outside_is_met_in_one_part(string outside, string owner)
    {
        string[] libraries = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, Product + "*.dll").Where(path => !path.EndsWith(".Tests.dll", StringComparison.Ordinal))];
        string[] users = [.. libraries.Where(path => References(path).Any(name => name.StartsWith(outside, StringComparison.Ordinal)))
            .Select(path => Path.GetFileNameWithoutExtension(path)[Product.Length..])];
        Assert.Contains(owner, users);
        Assert.All(users, user => Assert.True(user == owner || user == "Hosting", $"{user} uses {outside}"));
    }

    [Fact]
    public void Nothing_uses_the_programs()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Gyms.Root, "src"), "*.csproj", SearchOption.AllDirectories).ToList();
        Assert.InRange(projects.Count, 4, 100);
        Assert.All(projects, project => Assert.DoesNotContain(Names(XDocument.Load(project), "ProjectReference"), path => path.Contains("Cli") || path.Contains("Worker")));
    }

    private static IEnumerable<string> Below(string part) => PartsNamed(part).SelectMany(Below).Append(part);

    private static IEnumerable<string> PartsNamed(string part) =>
        Names(XDocument.Load(Path.Combine(Gyms.Root, "src", Product + part, $"{Product}{part}.csproj")), "ProjectReference")
            .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))[Product.Length..]);

    private static IEnumerable<string> Names(XDocument project, string element) =>
        project.Descendants(element).Select(reference => reference.Attribute("Include")!.Value);

    private static bool Allowed(string name, string[] packages) => packages.Any(package => name.StartsWith(package, StringComparison.Ordinal));

    private static HashSet<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}

namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>Which way the arrows point: by what the projects name, and by what the built libraries use.</summary>
public class ProjectTests
{
    private static readonly string[] Options = ["Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection"];

    // A library may use these parts of the product, and of everything else only what begins with these names.
    public static readonly TheoryData<string, string[], string[]> Libraries = new()
    {
        { "Audio", [], [.. Options, "System.Numerics.Tensors"] },
        { "Features", [], [.. Options, "System.Numerics.Tensors", "SkiaSharp"] },
        { "Scoring", ["Features"], [.. Options, "Microsoft.ML.OnnxRuntime", "System.Numerics.Tensors"] },
        { "Analysis", ["Audio", "Features", "Scoring"], Options },
        { "Recommender", [], [.. Options, "System.Numerics.Tensors"] },
        { "Contracts", [], [] },
    };

    // What each other part names of the product. What it uses must be that, or what that uses in turn.
    public static readonly TheoryData<string, string[]> Parts = new()
    {
        { "Storage", [] },
        { "Catalog", ["Contracts"] },
        { "Messaging", ["Contracts"] },
        { "Plotting", ["Scoring"] },
        { "Pipeline", ["Analysis", "Catalog", "Messaging", "Recommender", "Storage"] },
        { "RecommenderService", ["Analysis", "Catalog", "Messaging", "Recommender"] },
        { "Api", ["Pipeline", "Plotting", "RecommenderService"] },
        { "Decoder", ["Audio"] },
        { "Hosting", ["Api", "Decoder"] },
        { "Worker", ["Hosting"] },
        { "Cli", ["Analysis", "Hosting", "Plotting", "Recommender"] },
    };

    // Each of these is the business of these parts.
    public static readonly TheoryData<string, string[]> Owners = new()
    {
        { "Minio", ["Storage"] },
        { "Microsoft.EntityFrameworkCore", ["Catalog"] },
        { "Npgsql", ["Catalog", "Hosting"] },
        { "Microsoft.Data.Sqlite", ["Catalog", "Hosting"] },
        { "MassTransit", ["Messaging", "Pipeline", "RecommenderService"] },
        { "RabbitMQ", ["Messaging"] },
        { "Microsoft.AspNetCore", ["Api", "Hosting"] },
        { "OpenTelemetry", ["Hosting"] },
        { "Microsoft.ML.OnnxRuntime", ["Scoring"] },
        { "SkiaSharp", ["Features", "Plotting"] },
        { "NWaves", [] },
        { "Spectre.Console", ["Cli"] },
        { "System.CommandLine", ["Cli"] },
    };

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_names_only_what_it_may(string library, string[] parts, string[] packages) =>
        Repository.Holds([.. ProjectRules.Names(Part(library), parts), .. ProjectRules.NamesOfPackages(Part(library), packages)]);

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_built_library_uses_only_what_it_may(string library, string[] parts, string[] packages)
    {
        var used = Part(library).Uses;
        Assert.Contains("System.Runtime", used);      // it looks at the right file
        Repository.Holds([.. ProjectRules.Uses(library, used, parts), .. ProjectRules.UsesOfPackages(library, used, packages),
            .. ProjectRules.KnowsNothingOutside(Part(library).Assembly)]);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_names_only_the_parts_below_it(string part, string[] below) => Repository.Holds(ProjectRules.Names(Part(part), below));

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_built_part_uses_only_the_parts_below_it(string part, string[] below)
    {
        var used = Part(part).Uses;
        Assert.Contains("System.Runtime", used);
        Repository.Holds(ProjectRules.Uses(part, used, Below(below)));
    }

    [Theory]
    [MemberData(nameof(Owners))]
    public void What_is_outside_is_met_where_it_belongs(string outside, string[] owners) =>
        Repository.Holds(ProjectRules.Meets(outside, owners, Repository.Product.ToDictionary(project => project.Part, project => project.Meets)));

    [Fact]
    public void Nothing_uses_the_programs()
    {
        Assert.InRange(Repository.Product.Count(), 4, 100);
        Repository.Holds(ProjectRules.NamesOfPrograms(Repository.Product));
    }

    [Fact]
    public void Every_part_has_its_place_in_these_lists() =>
        Assert.Equal(Repository.Product.Select(project => project.Part).Order(),
            Libraries.Select(row => (string)row[0]).Concat(Parts.Select(row => (string)row[0])).Order());

    [Fact]
    public void Messages_are_plain_records() => Repository.Holds(ProjectRules.IsPlain(Part("Contracts").Assembly, Part("Contracts").Name));

    private static Project Part(string name) => Repository.Product.Single(project => project.Part == name);

    // Parts with what they name in turn.
    private static HashSet<string> Below(IEnumerable<string> parts)
    {
        var all = new HashSet<string>();
        for (var next = parts; next.Any(); next = [.. next.Where(all.Add).SelectMany(part => Part(part).Parts)])
        {
        }
        return all;
    }
}

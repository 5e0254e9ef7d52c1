namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>The rules of projects, and of what is written about them, find what breaks them.</summary>
public class BrokenProjectTests
{
    [Fact]
    public void A_project_that_names_too_much_or_too_little_is_found()
    {
        Assert.Empty(ProjectRules.Names(MadeUp.Project("Scoring", ["Features"]), ["Features"]));
        Assert.Equal(["Scoring names Catalog"], ProjectRules.Names(MadeUp.Project("Scoring", ["Features", "Catalog"]), ["Features"]));
        Assert.Equal(["Scoring does not name Features"], ProjectRules.Names(MadeUp.Project("Scoring", []), ["Features"]));
        Assert.Equal(["Scoring names the package MassTransit"],
            ProjectRules.NamesOfPackages(MadeUp.Project("Scoring", [], "SkiaSharp.Views", "MassTransit"), ["SkiaSharp"]));
        Assert.Equal(["Hosting names Cli, a program"], ProjectRules.NamesOfPrograms([MadeUp.Project("Hosting", ["Cli", "Api"])]));
    }

    [Fact]
    public void An_assembly_that_uses_too_much_is_found()
    {
        string[] used = ["System.Runtime", "GetYourMusicStyle.Features", "GetYourMusicStyle.Catalog", "SkiaSharp", "System.Net.Http", "Npgsql"];
        Assert.Equal(["Scoring uses GetYourMusicStyle.Catalog"], ProjectRules.Uses("Scoring", used, ["Features"]));
        Assert.Equal(["Scoring uses System.Net.Http", "Scoring uses Npgsql"], ProjectRules.UsesOfPackages("Scoring", used, ["SkiaSharp"]));
    }

    [Fact]
    public void An_outside_library_met_elsewhere_or_nowhere_is_found()
    {
        var parts = new Dictionary<string, IReadOnlyCollection<string>> { ["Catalog"] = ["Npgsql"], ["Api"] = ["Npgsql.Something"], ["Storage"] = ["Minio"] };
        Assert.Equal(["Api uses Npgsql", "Pipeline does not use Npgsql"], ProjectRules.Meets("Npgsql", ["Catalog", "Pipeline"], parts));
    }

    [Fact]
    public void A_type_that_knows_of_the_outside_is_found()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
            {
                MadeUp.Compile("""
                    namespace MassTransit { class EntityNameAttribute : System.Attribute; }
                    namespace House { record Plain(int Number); [MassTransit.EntityName] record Message(int Number); }
                    """).CopyTo(file);
            }
            Assert.StartsWith("House.Message ", Assert.Single(ProjectRules.KnowsNothingOutside(path)));
            Assert.StartsWith("House.Message ", Assert.Single(
                ProjectRules.IsPlain(path, "House"), fault => fault.StartsWith("House.", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_graph_that_is_not_drawn_as_it_is_is_found()
    {
        Project[] projects = [MadeUp.Project("Api", ["Pipeline", "Plotting"]), MadeUp.Project("Plotting", [])];
        Assert.Empty(Documentation.GraphFaults("```mermaid\ngraph TD\n  Api --> Pipeline & Plotting\n```\n", projects));
        Assert.Equal(["the graph lacks Api --> Plotting", "the graph has Api --> Catalog, no project file has"],
            Documentation.GraphFaults("```mermaid\ngraph TD\n  Api --> Pipeline\n  Api --> Catalog\n```\n", projects));
        Assert.Equal(2, Documentation.GraphFaults("nothing", projects).Count());
    }

    [Fact]
    public void A_tree_that_is_not_told_as_it_is_is_found()
    {
        var sources = Directory.CreateTempSubdirectory();
        try
        {
            Directory.CreateDirectory(Path.Combine(sources.FullName, "House", "A", "Deep"));
            Directory.CreateDirectory(Path.Combine(sources.FullName, "House", "NoSource"));
            File.WriteAllText(Path.Combine(sources.FullName, "House", "A", "Deep", "One.cs"), "");
            Assert.Empty(Documentation.TreeFaults("```text\nsrc\n  House    the house\n    A  a room\n```\n", sources.FullName));
            Assert.Equal(["the tree lacks House/A", "the tree has House/B, src has not"],
                Documentation.TreeFaults("```text\nsrc\n  House    the house\n    A\n    B   another\n```\n", sources.FullName));
        }
        finally
        {
            sources.Delete(recursive: true);
        }
    }
}

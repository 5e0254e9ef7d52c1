namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>What is drawn is what stands there.</summary>
public class DocumentationTests
{
    [Fact]
    public void The_graph_of_projects_is_as_drawn() => Repository.Holds(Documentation.GraphFaults(Documentation.Text, Repository.Product));

    [Fact]
    public void The_tree_of_folders_is_as_told() => Repository.Holds(Documentation.TreeFaults(Documentation.Text, Path.Combine(Repository.Root, "src")));
}

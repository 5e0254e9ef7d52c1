namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>Folders are walls: a stranger draws the house from the list of folders.</summary>
public class FolderTests
{
    private const int MostLines = 300;

    public static TheoryData<string> All => [.. Repository.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void The_folders_of_a_project_form_no_cycle(string project) => Repository.Holds(FolderGraph.Of(Named(project)).Cycles());

    [Theory]
    [MemberData(nameof(All))]
    public void A_namespace_is_its_folder(string project) => Repository.Holds(Named(project).Sources.SelectMany(source => source.NamespaceFaults()));

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_is_named_after_a_type_in_it(string project) => Repository.Holds(Named(project).Sources.SelectMany(source => source.NameFaults()));

    [Fact]
    public void No_file_of_the_product_is_too_long() =>
        Repository.Holds(Repository.Product.SelectMany(project => project.Sources).SelectMany(source => source.LengthFaults(MostLines)));

    private static Project Named(string name) => Repository.Projects.Single(project => project.Name == name);
}

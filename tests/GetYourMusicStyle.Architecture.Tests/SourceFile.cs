using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>A source file, as far as its form tells: namespaces, types, using lines.</summary>
internal sealed class SourceFile(Project project, string path, string text)
{
    private readonly CompilationUnitSyntax _unit = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();

    /// <summary>From the root of the repository.</summary>
    public string Path { get; } = System.IO.Path.Combine(project.Group, project.Name, path);

    /// <summary>The namespace that equals the folder.</summary>
    public string Folder { get; } =
        string.Join('.', [project.Name, .. path.Split(System.IO.Path.DirectorySeparatorChar)[..^1]]);

    public int Lines { get; } = text.Count(c => c == '\n');

    /// <summary>Written by <c>dotnet ef</c>.</summary>
    public bool IsMigration { get; } = path.StartsWith("Migrations", StringComparison.Ordinal);

    /// <summary>Programs and registration classes wire everything, and stand apart from the order of the folders.</summary>
    public bool Wires => IsProgram || Types.OfType<ClassDeclarationSyntax>().Any(type => FolderGraph.Wires(type.Identifier.Text,
        type.Members.OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.Text)));

    /// <summary>The namespaces it declares.</summary>
    public IEnumerable<string> Namespaces => _unit.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString());

    /// <summary>The namespaces its using lines name; of a static one or an alias the type's.</summary>
    public IEnumerable<string> Usings => _unit.DescendantNodes().OfType<UsingDirectiveSyntax>().Select(line =>
    {
        string name = line.NamespaceOrType.ToString();
        return line.Alias is null && line.StaticKeyword.ValueText == "" ? name : name[..Math.Max(0, name.LastIndexOf('.'))];
    });

    /// <summary>The outermost types.</summary>
    public IEnumerable<string> TypeNames =>
        Types.Select(type => (type as DelegateDeclarationSyntax)?.Identifier.Text ?? ((BaseTypeDeclarationSyntax)type).Identifier.Text);

    /// <summary>The constants of its outermost types, and the members of its enumerations.</summary>
    public IEnumerable<(string Type, string Constant)> Constants => Types.SelectMany(type => type switch
    {
        EnumDeclarationSyntax named => named.Members.Select(member => (named.Identifier.Text, member.Identifier.Text)),
        TypeDeclarationSyntax named => named.Members.OfType<FieldDeclarationSyntax>().Where(fields => fields.Modifiers.Any(SyntaxKind.ConstKeyword))
            .SelectMany(fields => fields.Declaration.Variables).Select(constant => (named.Identifier.Text, constant.Identifier.Text)),
        _ => [],
    });

    /// <summary>What may be a type's member, by <c>Type.Member</c>, and what documentation refers to, then without a member.</summary>
    public IEnumerable<(string Type, string? Member)> Mentions => _unit.DescendantNodes(descendIntoTrivia: true).Select(node => node switch
    {
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type } access => (type.Identifier.Text, access.Name.Identifier.Text),
        QualifiedCrefSyntax { Container: SimpleNameSyntax type } => (type.Identifier.Text, null),
        NameMemberCrefSyntax { Name: SimpleNameSyntax type } => (type.Identifier.Text, (string?)null),
        _ => default,
    }).Where(mention => mention.Item1 is not null).Distinct();

    /// <summary>Namespace equals folder.</summary>
    public IEnumerable<string> NamespaceFaults() =>
        IsProgram ? [] : Namespaces.DefaultIfEmpty("no namespace").Where(space => space != Folder).Select(space => $"{Path}: {space} instead of {Folder}");

    /// <summary>A file is named after a type in it; a part of one is called <c>Type.Part.cs</c>, a migration <c>time_Type.cs</c>.</summary>
    public IEnumerable<string> NameFaults()
    {
        string name = System.IO.Path.GetFileName(Path).Split('.')[0];
        name = IsMigration ? name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..] : name;
        if (!IsProgram && !TypeNames.Contains(name))
            yield return $"{Path}: has no type {name}, but {string.Join(", ", TypeNames)}";
    }

    /// <summary>No file of the product is so long that a reader gets lost in it.</summary>
    public IEnumerable<string> LengthFaults(int most)
    {
        if (Lines > most && !IsMigration)
            yield return $"{Path}: {Lines} lines, {most} at most";
    }

    private bool IsProgram => System.IO.Path.GetFileName(Path) == "Program.cs" && _unit.Members.OfType<GlobalStatementSyntax>().Any();

    // The outermost ones.
    private IEnumerable<MemberDeclarationSyntax> Types => _unit.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>().Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);
}

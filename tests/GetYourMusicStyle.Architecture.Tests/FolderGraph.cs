using Mono.Cecil;

namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>Which folders of a project use which others of it. The project's root is one of them.</summary>
/// <param name="root">The project's name: the namespace of its root.</param>
internal sealed class FolderGraph(string root)
{
    // From folder to folder, by their namespaces, with one use as example.
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _edges = new(StringComparer.Ordinal);

    public static FolderGraph Of(Project project)
    {
        var graph = new FolderGraph(project.Name);
        using var module = ModuleDefinition.ReadModule(project.Assembly);
        graph.AddCompiled(module);
        graph.AddWritten([.. project.Sources]);
        return graph;
    }

    /// <summary>A program, or a class that registers what its project has: in a project's root it wires everything, and stands apart from the order.</summary>
    public static bool Wires(string type, IEnumerable<string> methods) =>
        type == "Program" || ((type.EndsWith("Services", StringComparison.Ordinal) || type.EndsWith("Hosting", StringComparison.Ordinal))
            && methods.Any(method => method.StartsWith("Add", StringComparison.Ordinal)));

    /// <summary>Adds what the compiled code uses.</summary>
    public void AddCompiled(ModuleDefinition module)
    {
        foreach (var (from, to) in TypeUses.In(module))
        {
            if (from.Namespace != root || !Wires(from.Name, from.Methods.Select(method => method.Name)))
                Add(from.Namespace, to.Namespace, $"{from.Name} uses {to.Name}");
        }
    }

    /// <summary>Adds what leaves no trace in compiled code, such as constants and what documentation refers to: the using lines, and mentions of what
    /// needs no such line, since it lies in a folder above.</summary>
    public void AddWritten(IReadOnlyList<SourceFile> sources)
    {
        var types = sources.SelectMany(source => source.TypeNames.Select(type => (source.Folder, type))).ToHashSet();
        var constants = sources.SelectMany(source => source.Constants.Select(constant => (source.Folder, constant.Type, constant.Constant))).ToHashSet();
        foreach (var source in sources.Where(source => source.Folder != root || !source.Wires))
        {
            string file = Path.GetFileName(source.Path);
            foreach (string used in source.Usings)
                Add(source.Folder, used, $"{file} has using {used}");
            foreach (var (type, member) in source.Mentions)
            {
                string? owner = Upwards(source.Folder).FirstOrDefault(folder => types.Contains((folder, type)));
                if (owner is not null && (member is null || constants.Contains((owner, type, member))))
                    Add(source.Folder, owner, $"{file} names {type}");
            }
        }
    }

    /// <summary>The cycles, the shortest through each use that is part of one; every step with the use that makes it.</summary>
    public IEnumerable<string> Cycles() =>
        _edges.SelectMany(from => from.Value.Keys.Select(to => Cycle(from.Key, to))).OfType<string[]>()
            .DistinctBy(cycle => string.Join(' ', cycle.Order(StringComparer.Ordinal))).OrderBy(cycle => cycle.Length)
            .Select(cycle => $"{root}: {string.Concat(cycle.Zip([.. cycle[1..], cycle[0]], Step))}{Short(cycle[0])}");

    private string Step(string from, string to) => $"{Short(from)} -> ({_edges[from][to]}) ";

    private void Add(string from, string to, string use)
    {
        if (from == to || !Inside(from) || !Inside(to))
            return;
        if (!_edges.TryGetValue(from, out var uses))
            _edges[from] = uses = new(StringComparer.Ordinal);
        uses.TryAdd(to, use);
    }

    private IEnumerable<string> Upwards(string folder)
    {
        for (; Inside(folder); folder = folder[..Math.Max(0, folder.LastIndexOf('.'))])
            yield return folder;
    }

    private bool Inside(string space) => space == root || space.StartsWith(root + ".", StringComparison.Ordinal);

    private string Short(string folder) => folder == root ? "(root)" : folder[(root.Length + 1)..];

    // The folders on the shortest way from first over second back to first, without the end; null if there is none.
    private string[]? Cycle(string first, string second)
    {
        var before = new Dictionary<string, string> { [second] = first };
        var open = new Queue<string>([second]);
        while (open.TryDequeue(out string? folder))
        {
            foreach (string next in _edges.GetValueOrDefault(folder)?.Keys.ToArray() ?? [])
            {
                if (next == first)
                {
                    var way = new List<string>();
                    for (string step = folder; step != first; step = before[step])
                        way.Insert(0, step);
                    return [first, .. way];
                }
                if (before.TryAdd(next, folder))
                    open.Enqueue(next);
            }
        }
        return null;
    }
}

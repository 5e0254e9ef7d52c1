using GetYourMusicStyle.Catalog.Sweeping;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Sweeping;

/// <summary>One look over the whole store: notes objects that belong to no track, and forgets those that belong to one again. Removes nothing.</summary>
internal sealed class StoreSurvey(IObjectStore store, OrphanStore orphans, DateTimeOffset olderThan)
{
    private const int AtOnce = 500;
    private readonly HashSet<string> _orphaned = new(StringComparer.Ordinal);
    private IReadOnlySet<string> _noted = new HashSet<string>();

    /// <summary>Files whose audio is in the store.</summary>
    public int Files { get; private set; }

    /// <summary>Files of which something is in the store and that are those of no track.</summary>
    public int Orphaned => _orphaned.Count;

    /// <summary>Objects that were not noted before.</summary>
    public int NewlyFound { get; private set; }

    /// <summary>Looks at everything.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _noted = await orphans.AllAsync(cancellation);
        foreach (string prefix in ObjectKeys.Prefixes)
        {
            var some = new List<(string Key, string Sha256)>();
            await foreach (var one in store.ListAsync(prefix, cancellation))
            {
                if (ObjectKeys.HashOf(one.Key) is not { } sha256)
                    continue;
                if (prefix == ObjectKeys.AudioPrefix)
                    Files++;
                if (one.ModifiedAt <= olderThan)
                    some.Add((one.Key, sha256));
                if (some.Count == AtOnce)
                {
                    await SortAsync(some, cancellation);
                    some.Clear();
                }
            }
            await SortAsync(some, cancellation);
        }
    }

    private async Task SortAsync(List<(string Key, string Sha256)> objects, CancellationToken cancellation)
    {
        var used = await orphans.InUseAsync([.. objects.Select(one => one.Sha256).Distinct()], cancellation);
        await orphans.ForgetAsync([.. objects.Where(one => used.Contains(one.Sha256) && _noted.Contains(one.Key)).Select(one => one.Key)], cancellation);
        var nobodys = objects.Where(one => !used.Contains(one.Sha256)).ToList();
        _orphaned.UnionWith(nobodys.Select(one => one.Sha256));
        string[] found = [.. nobodys.Select(one => one.Key).Where(key => !_noted.Contains(key))];
        await orphans.NoteAsync(found, cancellation);
        NewlyFound += found.Length;
    }
}

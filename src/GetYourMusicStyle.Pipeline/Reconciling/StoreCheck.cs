using System.Globalization;
using System.Security.Cryptography;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Checks;
using GetYourMusicStyle.Catalog.Sweeping;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Reconciling;

/// <summary>
/// Compares tracks with objects, a 256th at a time by the beginning of their hashes, so that memory stays small however many there are.
/// </summary>
public sealed class StoreCheck(
    IObjectStore store, CatalogCheck catalog, InstallationStore installations, OrphanStore orphans, StoredFeatures features, ExtractorVersion version,
    IOptions<SweepOptions> sweep, TimeProvider clock)
{
    private IReadOnlySet<string> _trash = new HashSet<string>();

    /// <summary>Checks all tracks and objects.</summary>
    /// <param name="deep">Whether audio is hashed again and features are read.</param>
    /// <param name="report">Receives what does not agree.</param>
    public async Task<StoreCount> RunAsync(bool deep, Action<Finding> report, CancellationToken cancellation)
    {
        var total = new StoreCount();
        await CheckOwnerAsync(report, cancellation);
        _trash = await orphans.AllAsync(cancellation);
        if (_trash.Count > 0)
            report(new("trash", "store", $"{_trash.Count} objects belong to no track and wait in the trash, see Sweep:TrashDays", Fault: false));
        for (int part = 0; part < 256; part++)
        {
            string beginning = part.ToString("x2", CultureInfo.InvariantCulture);
            // Objects first: what comes into the catalog meanwhile has its object, and what leaves it is seen as gone.
            ILookup<string, StoredObject> objects = await ListAsync(beginning, cancellation);
            var tracks = await catalog.TracksAsync(beginning, cancellation);
            foreach (var track in tracks)
                await CheckAsync(track, objects[track.Sha256], deep, report, cancellation);
            await CheckOrphansAsync(objects, tracks.Select(track => track.Sha256).ToHashSet(), report, cancellation);
            total = new(
                total.Tracks + tracks.Count, total.Objects + objects.Sum(group => group.LongCount()), total.Bytes + objects.Sum(group => group.Sum(one => one.Size)));
        }
        return total;
    }

    private async Task CheckOwnerAsync(Action<Finding> report, CancellationToken cancellation)
    {
        try
        {
            if (await new OwnersMark(store).ReadAsync(cancellation) is var marked && await installations.FindAsync(cancellation) is var here && marked != here)
                report(new("other-owner", "store", $"its mark is that of installation {Name(marked)}, the catalog's is {Name(here)}; nothing is swept"));
        }
        catch (ObjectDamagedException e)
        {
            report(new("other-owner", "store", e.Message));
        }

        static string Name(Guid? installation) => installation?.ToString() ?? "none";
    }

    private async Task<ILookup<string, StoredObject>> ListAsync(string beginning, CancellationToken cancellation)
    {
        var all = new List<(string Sha256, StoredObject Object)>();
        foreach (string prefix in ObjectKeys.Prefixes)
        {
            await foreach (var one in store.ListAsync($"{prefix}{beginning}/", cancellation))
            {
                if (ObjectKeys.HashOf(one.Key) is { } sha256)
                    all.Add((sha256, one));
            }
        }
        return all.ToLookup(one => one.Sha256, one => one.Object);
    }

    private async Task CheckAsync(CheckedTrack track, IEnumerable<StoredObject> stored, bool deep, Action<Finding> report, CancellationToken cancellation)
    {
        var sizes = stored.ToDictionary(one => one.Key, one => one.Size);
        string audio = ObjectKeys.Audio(track.Sha256);
        if (!sizes.TryGetValue(audio, out long size))
            Report("audio-missing", "its audio is not in the store");
        else if (size != track.SizeBytes)
            Report("audio-damaged", $"its audio has {size} bytes in the store, {track.SizeBytes} were uploaded");
        else if (deep && await HashAsync(audio, cancellation) != track.Sha256)
            Report("audio-damaged", "its audio in the store is not what was uploaded");
        if (track.FeaturesVersion is { } of)
        {
            if (!sizes.ContainsKey(ObjectKeys.Windows(track.Sha256, of)) || !sizes.ContainsKey(ObjectKeys.Spectrograms(track.Sha256, of)))
                Report("features-missing", $"its features of {of} are not in the store");
            else if (deep && of == version.Name)
                await ReadAsync(track, Report, cancellation);
        }
        if (track is { ImagesVersion: { } images, WindowCount: > 0 and var windows }
            && !sizes.ContainsKey(ObjectKeys.SpectrogramImage(track.Sha256, images, windows - 1)))
            Report("images-missing", $"its spectrogram images of {images} are not all in the store");
        foreach (string unknown in sizes.Keys.Select(ObjectKeys.VersionOf).OfType<string>().Distinct().Where(one => !ExtractorVersion.IsOne(one)))
            Report("version-unknown", $"the store has features of it of {unknown}, which no extractor makes");

        void Report(string kind, string message) => report(new(kind, $"track {track.Id}", message));
    }

    private async Task ReadAsync(CheckedTrack track, Action<string, string> report, CancellationToken cancellation)
    {
        try
        {
            int windows = (await features.ReadTableAsync(track.Sha256, cancellation)).Windows.Count;
            if (windows != track.WindowCount)
                report("features-damaged", $"its features have {windows} windows, the catalog says {track.WindowCount}");
        }
        catch (Exception e) when (e is ObjectDamagedException or ObjectMissingException)
        {
            report("features-damaged", e.Message);
        }
    }

    private async Task CheckOrphansAsync(ILookup<string, StoredObject> objects, HashSet<string> tracks, Action<Finding> report, CancellationToken cancellation)
    {
        var nobodys = objects.Where(group => !tracks.Contains(group.Key)).SelectMany(group => group).Where(one => !_trash.Contains(one.Key)).ToList();
        if (nobodys.Count == 0)
            return;
        var announced = await catalog.AnnouncedAsync(cancellation);
        var young = clock.GetUtcNow() - TimeSpan.FromHours(sweep.Value.OrphanHours);
        foreach (var one in nobodys.Where(one => !announced.Contains(ObjectKeys.HashOf(one.Key)!)))
        {
            report(one.ModifiedAt > young
                ? new("upload-unfinished", one.Key, "an upload that goes on, or broke off before it was accepted; the sweeper sees to it", Fault: false)
                : new("object-without-track", one.Key, "it belongs to no track"));
        }
    }

    private async Task<string> HashAsync(string key, CancellationToken cancellation)
    {
        using var sha256 = SHA256.Create();
        await using var hashed = new CryptoStream(Stream.Null, sha256, CryptoStreamMode.Write);
        await store.CopyToAsync(key, 0, long.MaxValue, hashed, cancellation);
        await hashed.FlushFinalBlockAsync(cancellation);
        return Convert.ToHexStringLower(sha256.Hash!);
    }
}

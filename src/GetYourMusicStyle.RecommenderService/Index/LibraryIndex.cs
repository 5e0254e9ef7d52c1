using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.RecommenderService.Index;

/// <summary>
/// The index of the whole catalog in memory, of the one model version in use. What it reads it takes in before anyone else reads, so that an older
/// state of a track never replaces a newer one. Thread-safe; readers never wait for whoever updates it.
/// </summary>
public sealed partial class LibraryIndex : IDisposable
{
    private const int RowsBetweenReports = 50_000;

    private readonly IndexReader _reader;
    private readonly IndexScope _scope;
    private readonly EnsembleManifest _manifest;
    private readonly RecommenderOptions _options;
    private readonly IndexTelemetry _telemetry;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private volatile TrackIndex? _tracks;
    private IndexMark _mark;

    internal LibraryIndex(
        IndexReader reader, Ensemble ensemble, ExtractorVersion extractor, RecommenderOptions options, IndexTelemetry telemetry, ILogger<LibraryIndex> log)
    {
        (_reader, _options, _telemetry, _log) = (reader, options, telemetry, log);
        _scope = new(ensemble.ModelVersion, extractor.Name);
        _manifest = ensemble.Manifest;
        telemetry.Observe(() => _tracks?.Count ?? 0);
    }

    /// <summary>The model version whose results it holds.</summary>
    public string ModelVersion => _scope.ModelVersion;

    /// <summary>The tracks; null until it has been built.</summary>
    public TrackIndex? Tracks => _tracks;

    /// <summary>Builds it from the catalog, beside the one that is there, which goes on answering until then.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach; what was there stays.</exception>
    public async Task BuildAsync(CancellationToken cancellation)
    {
        int expected = await _reader.CountAsync(ModelVersion, cancellation).ConfigureAwait(false);
        LogBuilding(ModelVersion, expected);
        var index = new TrackIndex(_manifest.Genres, _manifest.Hearing?.EmbeddingWidth ?? 0, _options);
        int reported = 0;
        var mark = await TrackIndexLoader.FillAsync(
            index, _reader, _scope,
            rows =>
            {
                if (rows < reported + RowsBetweenReports)
                    return;
                reported = rows;
                LogProgress(rows, expected);
            },
            cancellation).ConfigureAwait(false);
        await _writer.WaitAsync(cancellation).ConfigureAwait(false);
        (_tracks, _mark) = (index, mark);       // what was taken into the old one meanwhile is among the changes since the mark
        _writer.Release();
        _telemetry.Updated("build", index.Count);
        LogBuilt(index.Count);
    }

    /// <summary>Takes in what has changed since the last refresh; builds the index anew where that cannot be known any more.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach; the next refresh finds what this one did not.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var until = await _reader.MarkAsync(cancellation).ConfigureAwait(false);
        if (_tracks is not { } tracks || !IndexReader.CanFollow(_mark, until))
        {
            await BuildAsync(cancellation).ConfigureAwait(false);
            return;
        }
        if (until.Change == _mark.Change)
            return;
        await _writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await foreach (var page in _reader.ChangedAsync(_scope, _mark, until, cancellation).ConfigureAwait(false))
                Put(tracks, page, "poll");
            await foreach (var page in _reader.DeletedAsync(_mark, until, cancellation).ConfigureAwait(false))
            {
                foreach (long track in page)
                    tracks.Remove(track);
            }
            _mark = until;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Takes some tracks in as the catalog has them now, at most 10,000; those it does not have are removed. Nothing before it has been built.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach; the next refresh finds them.</exception>
    public async Task UpdateAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        if (_tracks is null || ids.Count == 0)
            return;
        await _writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var tracks = _tracks;
            var rows = await _reader.FindAsync(_scope, ids, cancellation).ConfigureAwait(false);
            Put(tracks, rows, "message");
            foreach (long gone in ids.Except(rows.Select(row => row.TrackId)))
                tracks.Remove(gone);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Put(TrackIndex tracks, IReadOnlyList<IndexRow> rows, string from)
    {
        var indexed = rows.Select(row => TrackIndexLoader.ToIndexedTrack(row, tracks)).OfType<IndexedTrack>().ToList();
        tracks.Upsert(indexed);
        foreach (var silent in rows.ExceptBy(indexed.Select(track => track.Id), row => row.TrackId))
            tracks.Remove(silent.TrackId);
        _telemetry.Updated(from, indexed.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Building the index of model version {ModelVersion}, {Tracks} tracks")]
    private partial void LogBuilding(string modelVersion, int tracks);

    [LoggerMessage(Level = LogLevel.Information, Message = "Building the index: {Rows} of {Tracks} tracks")]
    private partial void LogProgress(int rows, int tracks);

    [LoggerMessage(Level = LogLevel.Information, Message = "The index is built: {Tracks} tracks")]
    private partial void LogBuilt(int tracks);
}

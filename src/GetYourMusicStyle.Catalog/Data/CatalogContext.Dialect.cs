using System.Data.Common;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>What the databases say differently.</summary>
internal abstract partial class CatalogContext
{
    /// <summary>Ends a SELECT that locks its rows against changes; empty where writers are alone anyway.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>As <see cref="ForUpdate"/>, passing over rows that someone else has locked.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Ends a SELECT whose rows must stay as they are, where others may read them likewise.</summary>
    public abstract string ForShare { get; }

    /// <summary>Expression for a new version 7 GUID; its time is the parameter <c>@id_time</c>, see <see cref="IdTime"/>.</summary>
    public abstract string NewId { get; }

    /// <summary>The value of <c>@id_time</c>.</summary>
    public abstract object IdTime(DateTime now);

    /// <summary>
    /// The time (UTC) by the database's own clock, which is the only one that says when something is due, runs out or has happened: clocks of processes
    /// differ. In a transaction it is that of its beginning.
    /// </summary>
    public abstract Task<DateTime> NowAsync(CancellationToken cancellation);

    /// <summary>Lets no other transaction past that names the same thing, until this one ends.</summary>
    public abstract Task LockAsync(string thing, CancellationToken cancellation);

    /// <summary>Locks jobs against changes until the transaction ends, in the order of their ids as everyone does.</summary>
    public abstract Task LockJobsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    /// <summary>Counts what a large insert has changed, before the same transaction joins with it: stale statistics make absurd plans.</summary>
    public abstract Task AnalyzeAsync(string table, CancellationToken cancellation);

    /// <summary>A parameter with a vector.</summary>
    public abstract DbParameter Vector(string name, float[]? values);

    /// <summary>A vector out of a row; null where there is none.</summary>
    public abstract float[]? ReadVector(DbDataReader row, int column);

    /// <summary>
    /// Expression for the number of a change that this transaction makes. Numbers become visible in no particular order; what is below
    /// <see cref="ChangeHorizon"/> is complete.
    /// </summary>
    public abstract string ChangeNumber { get; }

    /// <summary>Expression for the number below which no change is still to come.</summary>
    public abstract string ChangeHorizon { get; }

    /// <summary>
    /// Condition for tracks that have all these words, each of letters and digits only, in title, artist, album or file name, with the values of its
    /// parameters <c>@word0</c>, <c>@word1</c>...
    /// </summary>
    public abstract (string Condition, IReadOnlyList<string> Values) Search(IReadOnlyList<string> words);

    /// <summary>
    /// Replaces the windows of one model version by those of <paramref name="tracks"/>, whose jobs this transaction has locked and whose attempts it
    /// has found to be current.
    /// </summary>
    public abstract Task WriteWindowsAsync(int modelVersion, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation);

    /// <summary>Runs SQL in the transaction of this context, if it has one.</summary>
    public Statement Sql(string text) => new(Database, text);
}

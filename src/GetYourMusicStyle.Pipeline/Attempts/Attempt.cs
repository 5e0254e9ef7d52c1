using System.Diagnostics;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>An attempt at work: its lease and its place in the trace.</summary>
internal sealed record Attempt(LeasedAttempt Leased, Activity? Activity) : IDisposable
{
    public void Dispose()
    {
        Activity?.Dispose();
        Leased.Dispose();
    }
}

using System.Diagnostics;

namespace GetYourMusicStyle.Pipeline;

/// <summary>An attempt at work: its lease and its place in the trace.</summary>
internal sealed record Attempt(HeldAttempt Held, Activity? Activity) : IDisposable
{
    public void Dispose()
    {
        Activity?.Dispose();
        Held.Dispose();
    }
}

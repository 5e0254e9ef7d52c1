using System.Diagnostics;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Waits for what cannot be waited for otherwise.</summary>
public static class Poll
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task UntilAsync(Func<bool> condition)
    {
        for (long start = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(20))
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
                throw new TimeoutException("what was waited for did not come");
        }
    }
}

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>Polls with a deadline.</summary>
public static class Until
{
    public static async Task Async(Func<Task<bool>> condition, Func<string>? describe = null, TimeSpan? within = null)
    {
        using var timeout = new CancellationTokenSource(within ?? Jobs.Deadline);
        while (!await condition())
        {
            if (timeout.IsCancellationRequested)
                Assert.Fail($"Not in time: {describe?.Invoke()}");
            await Task.Delay(25);
        }
    }
}

namespace GetYourMusicStyle.Messaging;

/// <summary>Pauses between tries that grow, so that who is out of reach is not asked by everybody at the same time.</summary>
public static class Backoff
{
    /// <summary>The pause before retry number <paramref name="retry"/> (from 0): doubled each time, up to a limit, of which between half and all.</summary>
    public static TimeSpan Pause(int retry, double firstSeconds, double maxSeconds, Random random) =>
        TimeSpan.FromSeconds(Math.Min(maxSeconds, firstSeconds * Math.Pow(2, Math.Min(retry, 30))) * (0.5 + (0.5 * random.NextDouble())));
}

namespace GetYourMusicStyle.Api;

/// <summary>Where things are found.</summary>
internal static class Addresses
{
    public const string Root = "/api/v1";

    public static string Job(Guid id) => $"{Root}/jobs/{id}";

    public static string Batch(Guid id) => $"{Root}/batches/{id}";

    public static string Track(long id) => $"{Root}/tracks/{id}";
}

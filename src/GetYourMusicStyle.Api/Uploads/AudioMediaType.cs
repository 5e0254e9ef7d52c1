namespace GetYourMusicStyle.Api.Uploads;

/// <summary>The media type of a file by its name. What the sender says is not asked: it is served with the audio later.</summary>
internal static class AudioMediaType
{
    public const string Unknown = "application/octet-stream";

    public static string Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".aac" => "audio/aac",
        ".ac3" => "audio/ac3",
        ".aif" or ".aifc" or ".aiff" => "audio/aiff",
        ".au" or ".snd" => "audio/basic",
        ".caf" => "audio/x-caf",
        ".flac" => "audio/flac",
        ".m4a" or ".m4b" or ".mp4" => "audio/mp4",
        ".mka" => "audio/x-matroska",
        ".mp2" or ".mp3" => "audio/mpeg",
        ".oga" or ".ogg" or ".opus" or ".spx" => "audio/ogg",
        ".wav" or ".wave" or ".w64" => "audio/wav",
        ".weba" or ".webm" => "audio/webm",
        ".wma" => "audio/x-ms-wma",
        _ => Unknown,
    };
}

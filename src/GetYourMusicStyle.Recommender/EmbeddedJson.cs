using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GetYourMusicStyle.Recommender;

/// <summary>Measurements that are built into the library as JSON.</summary>
internal static class EmbeddedJson
{
    /// <summary>Reads the resource of that name.</summary>
    public static T Read<T>(string name, JsonTypeInfo<T> type)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize(stream, type)!;
    }
}

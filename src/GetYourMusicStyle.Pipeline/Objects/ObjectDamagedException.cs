using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Objects;

/// <summary>
/// An object of the extractor is not what it should be: cut short, or something else. Doing the features again replaces it, so a later
/// stage that meets it sends its job back to the feature stage, as when the object is missing.
/// </summary>
public sealed class ObjectDamagedException : StorageException
{
    /// <summary>Creates the error with the key and what is wrong, in a few words.</summary>
    public ObjectDamagedException(string key, string fault)
        : base($"The object '{key}' is damaged: {fault}.") { }
}

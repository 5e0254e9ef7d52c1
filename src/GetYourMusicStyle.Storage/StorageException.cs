namespace GetYourMusicStyle.Storage;

/// <summary>The object store cannot be reached or refuses; trying again later may help.</summary>
public class StorageException : Exception
{
    /// <summary>Creates the error with a one-line message and its cause.</summary>
    public StorageException(string message, Exception? cause = null)
        : base(message, cause) { }
}

/// <summary>There is no object under a key.</summary>
public sealed class ObjectMissingException(string key) : StorageException($"There is no object '{key}' in the store.");

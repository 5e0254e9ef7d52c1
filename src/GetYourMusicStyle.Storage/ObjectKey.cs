namespace GetYourMusicStyle.Storage;

/// <summary>What a key may look like; so that none leaves the folder or means something to a file system or an address.</summary>
internal static class ObjectKey
{
    private const int MaxLength = 512;

    /// <summary>Lets a key pass: segments of lower-case letters, digits, <c>.</c>, <c>-</c> and <c>_</c>, none beginning with a dot.</summary>
    /// <exception cref="ArgumentException">It is no key.</exception>
    public static string Check(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.Length > MaxLength || key.Split('/').Any(segment => segment.Length == 0 || segment[0] == '.') || !Allowed(key))
            throw new ArgumentException($"'{key}' is no key of an object.", nameof(key));
        return key;
    }

    /// <summary>Lets a prefix of keys pass; it may be empty and may end anywhere in a key.</summary>
    /// <exception cref="ArgumentException">No key begins so.</exception>
    public static string CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0)
            Check(prefix.EndsWith('/') ? prefix + "x" : prefix);
        return prefix;
    }

    private static bool Allowed(string key) => key.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_' or '/');
}

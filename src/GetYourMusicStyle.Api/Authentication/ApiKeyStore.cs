using System.Security.Cryptography;
using System.Text;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>The configured API keys. Only their hashes are kept and compared, in constant time.</summary>
internal sealed class ApiKeyStore(IOptions<ApiOptions> options)
{
    private readonly byte[][] _hashes = [.. options.Value.Keys.Select(Hash)];

    /// <summary>Whether there is none, so that only this machine may call.</summary>
    public bool IsEmpty => _hashes.Length == 0;

    /// <summary>Whose key it is; null if it is none of them.</summary>
    public Caller? Find(string key)
    {
        byte[] hash = Hash(key);
        int found = 0;
        for (int i = 0; i < _hashes.Length; i++)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, _hashes[i]))
                found = i + 1;
        }
        return found == 0 ? null : new Caller($"key {found}", new Guid(hash.AsSpan(0, 16)), ApiScopes.All);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

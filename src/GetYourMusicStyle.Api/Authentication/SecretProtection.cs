using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>
/// Protects what a browser carries to a provider of identities and back, with a key made of the secret shared with that provider: every process of the
/// server can read it, also after a restart, and no key is kept in a file.
/// </summary>
internal sealed class SecretProtection(string secret, string purpose = "gyms") : IDataProtectionProvider, IDataProtector
{
    private const int NonceBytes = 12, TagBytes = 16, KeyBytes = 32;
    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    public IDataProtector CreateProtector(string purpose1) => new SecretProtection(secret, $"{purpose}\n{purpose1}");

    public byte[] Protect(byte[] plaintext)
    {
        byte[] sealedBytes = new byte[NonceBytes + plaintext.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, plaintext, sealedBytes.AsSpan(NonceBytes, plaintext.Length), sealedBytes.AsSpan(NonceBytes + plaintext.Length));
        return sealedBytes;
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < NonceBytes + TagBytes)
            throw new CryptographicException("too short");
        byte[] plain = new byte[protectedData.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Decrypt(protectedData.AsSpan(0, NonceBytes), protectedData.AsSpan(NonceBytes, plain.Length), protectedData.AsSpan(NonceBytes + plain.Length), plain);
        return plain;
    }
}

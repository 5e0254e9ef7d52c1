using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using GetYourMusicStyle.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>What came of a key that somebody sent.</summary>
/// <param name="Caller">Whose it is; null if it is nobody's, or was not looked at.</param>
/// <param name="TooMany">Whether it was not looked at, because too many wrong ones came before.</param>
internal readonly record struct KeyTry(Caller? Caller, bool TooMany);

/// <summary>
/// Tries the keys that callers send, and counts the wrong ones, of an address and of the beginning of a key, so that a key that people thought of cannot be
/// guessed. Who tried too many waits; made keys, which nobody can guess, are let through meanwhile.
/// </summary>
internal sealed class KeyTries(IOptions<ApiOptions> options, KnownKeys keys) : IDisposable
{
    private const int Beginning = 8;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly PartitionedRateLimiter<string> _wrong = PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(
            who, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.WrongKeysPerMinute, Window = Minute, QueueLimit = 0 }));

    /// <summary>The answer to somebody who tried too many wrong keys.</summary>
    public static ProblemHttpResult TooMany => Problem.Of(
        StatusCodes.Status429TooManyRequests, "too-many-wrong-keys", "Too many wrong keys", "Wait, then send the right key.", (int)Minute.TotalSeconds);

    /// <summary>Tries a key.</summary>
    /// <exception cref="System.Data.Common.DbException">The catalog is out of reach, and its keys were never read.</exception>
    public async ValueTask<KeyTry> TryAsync(HttpContext context, string key)
    {
        if (await keys.FindMadeAsync(key) is { } made)
            return new(made, TooMany: false);
        string address = AddressOf(context), beginning = BeginningOf(key);
        if (!Take(address, 0) || !Take(beginning, 0))
            return new(null, TooMany: true);
        var configured = keys.FindConfigured(key);
        // The beginnings of keys are many, but no more than addresses may try.
        if (configured is null && Take(address, 1))
            Take(beginning, 1);
        return new(configured, TooMany: false);
    }

    public void Dispose() => _wrong.Dispose();

    private bool Take(string who, int tries)
    {
        using var lease = _wrong.AttemptAcquire(who, tries);
        return lease.IsAcquired;
    }

    // Of IPv6 the network: whoever has one address there has all.
    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "address",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address => $"address {new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]])}",
        var address => $"address {address.MapToIPv4()}",
    };

    private static string BeginningOf(string key) => $"key {key[..Math.Min(key.Length, Beginning)]}";
}

using System.Threading.RateLimiting;
using GetYourMusicStyle.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>Limits the requests per second of one caller, and beside that those of one address.</summary>
internal sealed class RequestRateLimiterPolicy(IOptions<ApiOptions> options) : IRateLimiterPolicy<string>
{
    public const string Name = "requests";

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => (context, _) => RefuseAsync(context, nameof(ApiOptions.RequestsPerSecond));

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var caller = httpContext.CallerOf();
        return Bucket(caller == Caller.Local || caller == Caller.Nobody ? AddressOf(httpContext) : $"{caller.KeyId} {caller.Name}", options.Value.RequestsPerSecond);
    }

    /// <summary>Limits what comes from an address, whoever calls from there.</summary>
    public static void LimitAddresses(RateLimiterOptions limits, IOptions<ApiOptions> api)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket(AddressOf(context), api.Value.RequestsPerSecondPerAddress));
        limits.OnRejected = (context, _) => RefuseAsync(context, nameof(ApiOptions.RequestsPerSecondPerAddress));
    }

    private static string AddressOf(HttpContext context) => $"{context.Connection.RemoteIpAddress}";

    private static RateLimitPartition<string> Bucket(string client, int rate) => RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = 2 * rate,
        TokensPerPeriod = Math.Max(1, rate / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, rate / 10) / (double)rate),
        QueueLimit = 0,
    });

    private static ValueTask RefuseAsync(OnRejectedContext context, string setting) => new(Problem.WriteAsync(context.HttpContext, Problem.Of(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests", $"Slow down; an operator can raise Api:{setting}.", 1)));
}

using System.Threading.RateLimiting;
using GetYourMusicStyle.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>Limits the requests per second of one key, or of one address.</summary>
internal sealed class RequestRateLimiterPolicy(IOptions<ApiOptions> options) : IRateLimiterPolicy<string>
{
    public const string Name = "requests";

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => (context, _) => new(Problem.WriteAsync(context.HttpContext, Problem.Of(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests", "Slow down; an operator can raise Api:RequestsPerSecond.", 1)));

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        string client = httpContext.User.Identity?.Name is { } name and not "local" ? name : $"{httpContext.Connection.RemoteIpAddress}";
        int rate = options.Value.RequestsPerSecond;
        return RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * rate,
            TokensPerPeriod = Math.Max(1, rate / 10),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, rate / 10) / (double)rate),
            QueueLimit = 0,
        });
    }
}

using System.Globalization;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>What a key may upload a day. The answer tells what is left in headers.</summary>
internal sealed class UploadQuota(IOptions<ApiOptions> options, KeyBudgetStore budgets)
{
    private const string BytesLeft = "X-Quota-Bytes-Left", SecondsLeft = "X-Quota-Audio-Seconds-Left";

    /// <summary>Checks what a key has left; returns the bytes, null where any number will do.</summary>
    /// <param name="key">The caller's; without one there is no quota.</param>
    /// <param name="expected">Bytes of the body, if they are known.</param>
    /// <exception cref="ProblemException">Nothing is left, or not enough.</exception>
    public async Task<long?> CheckAsync(Guid? key, long? expected, HttpResponse response, CancellationToken cancellation)
    {
        if (key is not { } id)
            return null;
        var used = await budgets.FindAsync(id, cancellation);
        long bytes = used.DailyBytes ?? options.Value.DailyBytesPerKey;
        double seconds = used.DailyAudioSeconds ?? options.Value.DailyAudioHoursPerKey * 3600;
        response.OnStarting(() =>        // also when it is an error
        {
            if (bytes > 0)
                response.Headers[BytesLeft] = Math.Max(0, bytes - used.Bytes).ToString(CultureInfo.InvariantCulture);
            if (seconds > 0)
                response.Headers[SecondsLeft] = Math.Max(0, seconds - used.AudioSeconds).ToString("0", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        if (seconds > 0 && used.AudioSeconds >= seconds)
            throw new ProblemException(Exceeded("audio"));
        if (bytes > 0 && used.Bytes + Math.Max(1, expected ?? 0) > bytes)
            throw new ProblemException(Exceeded("bytes"));
        return bytes > 0 ? bytes - used.Bytes : null;
    }

    /// <summary>The answer to an upload beyond the quota.</summary>
    public static ProblemHttpResult Exceeded(string what) => Problem.Of(
        StatusCodes.Status429TooManyRequests, "quota", "The quota of this key is used up",
        $"This key has no {what} left for this upload today; a new day begins at midnight UTC. An operator can give it more: see Api:DailyBytesPerKey and Api:DailyAudioHoursPerKey.",
        (int)(DateTime.UtcNow.Date.AddDays(1) - DateTime.UtcNow).TotalSeconds + 1);
}

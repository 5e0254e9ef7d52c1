using System.Globalization;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Server.Responses;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>What is said of a batch: its counts, its pace, and its failures by reason.</summary>
internal static class BatchReport
{
    private const int PathsPerReason = 5;
    private static readonly string[] States = ["queued", "featurizing", "scoring", "done", "failed", "cancelled"];

    /// <summary>A batch on one line.</summary>
    public static string Line(BatchResponse batch)
    {
        string counts = string.Join(", ", States.Where(state => batch.Count(state) > 0).Select(state => $"{batch.Count(state)} {state}").DefaultIfEmpty("no tracks yet"));
        string pace = batch.Ended >= batch.Total ? "" : string.Create(CultureInfo.InvariantCulture, $"; {batch.RatePerS:0.0} a second{Left(batch.TimeLeftS)}");
        return $"{batch.Id}  {TerminalText.Safe(batch.Name ?? "")}: {counts}{pace}";
    }

    /// <summary>A batch with its failures, those of one reason together.</summary>
    public static void Write(BatchResponse batch, IReadOnlyList<FailedTrackResponse> failures)
    {
        Console.WriteLine(Line(batch));
        foreach (var (reason, count) in batch.Failures.OrderByDescending(reason => reason.Value))
        {
            Console.WriteLine($"{count} failed: {TerminalText.Safe(reason)}");
            var named = failures.Where(failure => failure.Error.Code == reason).Take(PathsPerReason).ToList();
            foreach (var failure in named)
                Console.WriteLine($"  {TerminalText.Safe(failure.Path)}: {TerminalText.Safe(failure.Error.Message ?? "")}");
            if (count > named.Count)
                Console.WriteLine($"  and {count - named.Count} more");
        }
    }

    private static string Left(double? seconds)
    {
        if (seconds is not { } known)
            return "";
        var time = TimeSpan.FromSeconds(known);
        return $", {(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00} left";
    }
}

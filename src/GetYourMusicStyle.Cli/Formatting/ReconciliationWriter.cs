using System.Globalization;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Pipeline.Reconciling;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>What <c>gyms doctor --reconcile</c> has found, as text and as JSON.</summary>
internal static class ReconciliationWriter
{
    /// <summary>Writes a line a finding and one for the whole to standard output; with <paramref name="json"/>, an object a finding to that file too, or instead if it is <c>-</c>.</summary>
    public static void Write(Report report, string? json)
    {
        if (json is not null)
        {
            using var file = new ResultFile(json);
            file.WriteLines(report.Findings.Select(Json).Append(Json(report)));
            file.Commit();
        }
        if (json == "-")
            return;
        foreach (var finding in report.Findings)
            Console.WriteLine($"{(finding.Fault ? "FAULT" : "note ")}  {finding.Kind}  {TerminalText.Safe(finding.Subject)}: {TerminalText.Safe(finding.Message)}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Tracks} tracks, {report.UnfinishedJobs} jobs under way, {report.Objects} objects of {report.Bytes} bytes: ")
            + (report.Whole ? "whole" : $"{report.Findings.Count(finding => finding.Fault)} faults"));
    }

    private static string Json(Finding finding) => JsonLine.Of(json =>
    {
        json.WriteString("kind", finding.Kind);
        json.WriteString("subject", finding.Subject);
        json.WriteString("message", finding.Message);
        json.WriteBoolean("fault", finding.Fault);
    });

    private static string Json(Report report) => JsonLine.Of(json =>
    {
        json.WriteBoolean("whole", report.Whole);
        json.WriteNumber("tracks", report.Tracks);
        json.WriteNumber("jobs_under_way", report.UnfinishedJobs);
        json.WriteNumber("objects", report.Objects);
        json.WriteNumber("bytes", report.Bytes);
    });
}

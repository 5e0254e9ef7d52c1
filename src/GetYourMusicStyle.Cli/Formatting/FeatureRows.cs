using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>The features of a file, one record or one JSON object a window.</summary>
internal static class FeatureRows
{
    public static string CsvHeader(bool labelled)
    {
        IEnumerable<object?> columns = ["path", "start_s", "end_s", .. FeatureNames.All];
        return CsvLine.Of(labelled ? columns.Append("label") : columns);
    }

    public static IEnumerable<string> Csv(FeatureResult report)
    {
        for (int i = 0; i < report.Table.Windows.Count; i++)
        {
            IEnumerable<object?> fields = [report.File.Path, Start(report, i), End(report, i), .. Row(report, i).Select(value => (object?)value)];
            yield return CsvLine.Of(report.Label is null ? fields : fields.Append(report.Label));
        }
    }

    public static IEnumerable<string> Json(FeatureResult report)
    {
        for (int i = 0; i < report.Table.Windows.Count; i++)
        {
            int window = i;
            yield return JsonLine.Of(json =>
            {
                json.WriteString("path", report.File.Path);
                json.WriteNumber("start_s", Start(report, window));
                json.WriteNumber("end_s", End(report, window));
                json.WriteStartObject("features");
                foreach (var (name, value) in FeatureNames.All.Zip(Row(report, window)))
                    json.WriteNumber(name, value);
                json.WriteEndObject();
                if (report.Label is not null)
                    json.WriteString("label", report.Label);
            });
        }
    }

    private static double Start(FeatureResult report, int window) => Math.Round(report.Table.Windows[window].StartSeconds, 3);

    private static double End(FeatureResult report, int window) => Math.Round(report.Table.Windows[window].EndSeconds, 3);

    private static float[] Row(FeatureResult report, int window) => report.Table.Features(window).ToArray();
}

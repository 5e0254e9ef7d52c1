using System.Text;
using GetYourMusicStyle.Api.Paging;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Tracks;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>Where a part of a list ended, as a caller hands it back.</summary>
internal sealed class CursorTarget : FuzzTarget
{
    public override string Name => "cursor";

    public override int Share => 60;

    public override IReadOnlyList<byte[]> Words => WordsOf("AAAA", "_-", "=", "\0", "////");

    public override IEnumerable<byte[]> Seeds =>
    [
        .. new[] { Cursor.Of(7), Cursor.Of(Guid.Empty), Cursor.Of(new TrackPosition(TrackSort.Title, "Été", 3)), Cursor.Of(new TrackPosition(TrackSort.Confidence, 0.5, 3)) }
            .Select(Encoding.UTF8.GetBytes),
    ];

    public override string Run(byte[] input)
    {
        string cursor = Encoding.UTF8.GetString(input);
        var outcome = new StringBuilder();
        foreach (var sort in Enum.GetValues<TrackSort>())
            outcome.Append(Outcome(() => Check(Cursor.Place(cursor, sort))));
        outcome.Append(Outcome(() => Cursor.Guid(cursor)));
        return outcome.ToString();
    }

    public override bool Documents(Exception error) => false;

    private static char Outcome(Action read)
    {
        try
        {
            read();
            return '1';
        }
        catch (ProblemException e) when (e.Problem.StatusCode == 400)
        {
            return '0';
        }
    }

    private static void Check(TrackPosition? place)
    {
        Holds(place is not { Key: string text } || (!text.Contains('\0') && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text), "no database takes this text");
        Holds(place is not { Key: double number } || double.IsFinite(number), "no database compares this number");
    }
}

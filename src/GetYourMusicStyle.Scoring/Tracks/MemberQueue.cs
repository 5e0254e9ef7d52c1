using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>What waits for one member, whose outputs become probabilities of the genres.</summary>
internal sealed class MemberQueue(Member member, int rows, IReadOnlyList<string> genres) : ModelQueue(member.Model, rows)
{
    private readonly MemberOutput _output = member.CreateOutput(genres);

    public InputEntry Input => member.Input;

    protected override void Take(Row row, int number) => _output.Add(Batch.Output(number));

    protected override void Finish(Row row) => row.Track.AddPrediction(row.First, row.End, member.Weight, _output.Read());

    protected override void Forget() => _output.Read();
}

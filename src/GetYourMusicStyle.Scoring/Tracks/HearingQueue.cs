using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>What waits for the model that tells what else is heard.</summary>
internal sealed class HearingQueue(Hearing hearing, int rows) : ModelQueue(hearing.Model, rows)
{
    public InputEntry Input => hearing.Entry.Input;

    protected override void Take(Row row, int number) => row.Track.AddHearing(
        Batch.Output(number, Hearing.Sounds), hearing.Entry.EmbeddingWidth > 0 ? Batch.Output(number, Hearing.Embedding) : []);

    protected override void Finish(Row row) { }

    protected override void Forget() { }
}

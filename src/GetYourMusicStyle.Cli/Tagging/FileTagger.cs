using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>
/// Gives files the genres that they are to have. A file changes in one step, and only once its copy has been decoded and sounds the same to the sample;
/// before that step the journal knows what it had. Thread-safe.
/// </summary>
/// <param name="journal">Null to change nothing and only tell what would change.</param>
/// <param name="mostSeconds">Longest audio to decode, in seconds.</param>
internal sealed class FileTagger(TrackDecoder decoder, TagJournal? journal, double mostSeconds)
{
    /// <summary>Tags one file; what is wrong with the file becomes the report's error.</summary>
    public TagResult Tag(TaggerProcess tagger, InputFile file, Func<InputFile, FileTags, TagChange> change, CancellationToken cancellation)
    {
        try
        {
            if (!File.Exists(file.Path))
                throw new AudioException(AudioFault.Missing, "There is no such file, or its folder may not be read.");
            var tags = tagger.Read(file.Path);
            var wanted = change(file, tags);
            var report = new TagResult(file, wanted.Outcome) { Old = tags.Genres, New = wanted.Genres, Prediction = wanted.Prediction, DurationSeconds = wanted.DurationSeconds };
            if (wanted.Outcome != TagOutcome.Changed)
                return report;
            if (wanted.Genres.SequenceEqual(tags.Genres))
                return report with { Outcome = TagOutcome.Unchanged };
            if (journal is not null)
                Change(tagger, tags, wanted.Genres, cancellation);
            return tags.Links == 1 ? report : report with { Remark = $"it has {tags.Links} names (hard links): the others keep the file as it was" };
        }
        catch (TagException e)
        {
            return new TagResult(file, TagOutcome.Failed) { Error = e.Message };
        }
        catch (AudioException e)
        {
            return new TagResult(file, TagOutcome.Failed) { Error = FileError.Explain(file.Path, e) };
        }
    }

    private void Change(TaggerProcess tagger, FileTags file, IReadOnlyList<string> genres, CancellationToken cancellation)
    {
        string copy = tagger.WriteCopy(file, genres);
        try
        {
            string sound = AudioHash.Of(decoder, file.Path, mostSeconds, cancellation);
            if (!HasSameAudio(sound, copy, cancellation))
                throw new TagException("its audio would not stay the same; left as it is");
            journal!.Add(file.Path, file.Genres, genres);
        }
        catch
        {
            tagger.DiscardCopy();
            throw;
        }
        tagger.CommitCopy();
    }

    private bool HasSameAudio(string sound, string copy, CancellationToken cancellation)
    {
        try
        {
            return AudioHash.Of(decoder, copy, mostSeconds, cancellation) == sound;
        }
        catch (AudioException)
        {
            return false;
        }
    }
}

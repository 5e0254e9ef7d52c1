namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>Which predictions are good enough to be written, and how many genres of each.</summary>
/// <param name="Top">At most so many genres, 1 or more.</param>
/// <param name="MinConfidence">A first genre less likely than this is not written, 0 to 1.</param>
/// <param name="IncludeUncertain">Whether predictions under the model's own threshold are written too.</param>
internal sealed record TagRules(int Top, double MinConfidence, bool IncludeUncertain)
{
    /// <summary>The genres that a file with these tags is to have by a prediction.</summary>
    public TagChange Apply(GenrePrediction prediction, FileTags tags)
    {
        if (prediction.Genres.Count == 0)
            return new TagChange(TagOutcome.Silent, tags.Genres) { Prediction = prediction };
        bool sure = (IncludeUncertain || !prediction.Uncertain) && prediction.Confidence >= MinConfidence;
        if (!sure)
            return new TagChange(TagOutcome.Uncertain, tags.Genres) { Prediction = prediction };
        var genres = GenreList.WithFirst(tags.Genres, prediction.Genres.Take(Top));
        return new TagChange(ReferenceEquals(genres, tags.Genres) ? TagOutcome.Unchanged : TagOutcome.Changed, genres) { Prediction = prediction };
    }
}

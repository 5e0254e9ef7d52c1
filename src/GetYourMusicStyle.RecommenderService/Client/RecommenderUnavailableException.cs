namespace GetYourMusicStyle.RecommenderService.Client;

/// <summary>No recommender with an index of the model version in use has answered in time: none runs, its index is being built, or the broker is away.</summary>
public sealed class RecommenderUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

namespace GetYourMusicStyle.Scoring;

/// <summary>A manifest or model that cannot be used; the message says, in one line, which and why.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Creates the error with its one-line message.</summary>
    public ModelException(string message)
        : base(message) { }

    /// <summary>Creates the error with its one-line message and its cause.</summary>
    public ModelException(string message, Exception inner)
        : base(message, inner) { }
}

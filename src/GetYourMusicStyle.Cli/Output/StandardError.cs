namespace GetYourMusicStyle.Cli.Output;

/// <summary>What the program says beside its results.</summary>
internal static class StandardError
{
    /// <summary>Writes one line, with the name of the program before it.</summary>
    public static void WriteLine(string text) => Console.Error.WriteLine($"gyms: {TerminalText.Safe(text)}");
}

using System.CommandLine;
using GetYourMusicStyle.Audio;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>The <c>--caged</c> of commands that read audio files.</summary>
internal static class CagedOption
{
    public static Option<bool> Create() => new("--caged")
    {
        Description = "Decode in a caged process, as gyms serve does: for files from strangers, which then can neither crash gyms nor see or send anything.",
    };

    /// <summary>What the option asks for.</summary>
    public static DecoderIsolation Isolation(this ParseResult parsed, Option<bool> caged) =>
        parsed.GetValue(caged) ? DecoderIsolation.ChildProcess : DecoderIsolation.InProcess;
}

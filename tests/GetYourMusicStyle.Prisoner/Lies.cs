using System.Globalization;
using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Cage;
using GetYourMusicStyle.Audio.Native;
using GetYourMusicStyle.Audio.Tags;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Prisoner;

/// <summary>Answers what no decoder would, as an order says.</summary>
internal static class Lies
{
    private static readonly OpenedFile Usual = new(22_050, 1, null, TrackTags.None);

    /// <summary>What came of it, if it comes to an end; null for an order that is none of these.</summary>
    public static string? Tell(string[] order, DecoderChannel channel)
    {
        switch (order)
        {
            case ["say", var kind, var length]:     // and nothing after it
                using (var line = new SafeFileHandle(DecoderChannel.Descriptor, ownsHandle: false))
                    SocketCalls.Write(line, [byte.Parse(kind, CultureInfo.InvariantCulture), .. BitConverter.GetBytes(int.Parse(length, CultureInfo.InvariantCulture))]);
                Thread.Sleep(Timeout.Infinite);
                return "done";
            case ["open-as", var rate, var channels]:
                channel.Answer(AnswerKind.Opened, (Usual with { SampleRate = int.Parse(rate, CultureInfo.InvariantCulture), Channels = int.Parse(channels, CultureInfo.InvariantCulture) }).ToBytes());
                return "opened";
            case ["samples", var value, var pause]:
                channel.Answer(AnswerKind.Opened, Usual.ToBytes());
                float[] samples = [.. Enumerable.Repeat(float.Parse(value, CultureInfo.InvariantCulture), 100)];
                while (true)
                {
                    channel.Answer(AnswerKind.Samples, MemoryMarshal.AsBytes<float>(samples));
                    Thread.Sleep(int.Parse(pause, CultureInfo.InvariantCulture));
                }
            case ["half-a-frame"]:
                channel.Answer(AnswerKind.Opened, (Usual with { Channels = 2 }).ToBytes());
                channel.Answer(AnswerKind.Samples, new byte[12]);
                return "done";
            case ["copies"]:
                channel.Answer(AnswerKind.CopyWanted, []);
                channel.Asked();
                channel.Answer(AnswerKind.CopyWanted, []);
                channel.Asked();
                return "done";
            case ["fault", var fault]:
                throw new AudioException((AudioFault)int.Parse(fault, CultureInfo.InvariantCulture), "It says so.\u0007\nAnd a second line.");
            case ["tags"]:
                channel.Answer(AnswerKind.Opened, (Usual with { PromisedSeconds = double.NaN, Tags = new TrackTags("a\u0000b\u001b[31m", new string('x', 9000), null, "\u202egenre") }).ToBytes());
                channel.Answer(AnswerKind.Samples, new byte[4 * 22_050]);
                channel.Answer(AnswerKind.End, -1);
                Thread.Sleep(Timeout.Infinite);
                return "done";
            default:
                return null;
        }
    }
}

using System.Collections;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Cage;
using GetYourMusicStyle.Decoder.Confinement;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Decoder;

/// <summary>
/// The life of a decoder process. It begins with all rights of who started it, gives them up (see <see cref="Cell"/>), becomes itself anew, so that
/// none of its threads has ever had more, and then does with one file after the other what it is asked to.
/// </summary>
internal static class DecoderMain
{
    /// <summary>Does something with a file that is open, and answers over the channel, but for the end.</summary>
    internal delegate void Work(DecodeKind kind, SafeFileHandle file);

    /// <summary>Runs until nobody is there any more who asks.</summary>
    /// <param name="work">Makes what is done with files.</param>
    public static int Run(string[] args, Func<DecoderChannel, DecoderArguments, Work> work)
    {
        using var channel = new DecoderChannel(new SafeFileHandle(DecoderChannel.Descriptor, ownsHandle: true));
        switch (args)
        {
            case ["enter", var parent, .. var texts]:
                string error = Enter(int.Parse(parent, null), texts);
                channel.Answer(AnswerKind.Refused, 0, error);
                return 1;
            case ["decode", var held, .. var texts]:
                var arguments = DecoderArguments.Parse(texts);
                Serve(channel, arguments, (Restrictions)int.Parse(held, null), work(channel, arguments));
                return 0;
            default:
                Console.Error.WriteLine("This program decodes audio for GetYourMusicStyle, which starts it.");
                return 2;
        }
    }

    private static string Enter(int parent, string[] texts)
    {
        string program = Environment.ProcessPath!;
        Restrictions held = Cell.Lock(parent, program, DecoderArguments.Parse(texts));
        string[] environment = [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}")];
        int error = LinuxCalls.Become(program, ["exec", Environment.GetCommandLineArgs()[0], "decode", $"{(int)held}", .. texts], environment);
        return new System.ComponentModel.Win32Exception(error).Message;
    }

    private static void Serve(DecoderChannel channel, DecoderArguments arguments, Restrictions held, Work work)
    {
        try
        {
            channel.Answer(AnswerKind.Ready, (int)held);
            while (channel.Asked() is var (kind, file))
            {
                Cell.LimitProcessorTime(arguments.ProcessorSeconds);
                using (file)
                    End(channel, () => work(kind, file), arguments);
            }
        }
        catch (IOException)
        {
            // Nobody hears it any more.
        }
    }

    private static void End(DecoderChannel channel, Action work, DecoderArguments arguments)
    {
        try
        {
            work();
            channel.Answer(AnswerKind.End, -1);
        }
        catch (AudioException e)
        {
            channel.Answer(AnswerKind.End, (int)e.Fault, e.Message);
        }
        catch (OutOfMemoryException)
        {
            channel.Answer(AnswerKind.End, (int)AudioFault.DecoderCrashed, $"The decoder needed more than the {arguments.Megabytes} MB of memory it may have.");
        }
    }
}

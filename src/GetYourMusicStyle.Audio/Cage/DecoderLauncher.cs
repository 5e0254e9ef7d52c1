using System.Collections.Concurrent;
using GetYourMusicStyle.Audio.Native;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>
/// Starts decoder processes, all from one thread that lives as long as this process: Linux ends them with the thread that started them.
/// </summary>
internal static class DecoderLauncher
{
    private const string Program = "GetYourMusicStyle.Decoder.dll";

    private static readonly BlockingCollection<Action> Starts = StartThread();

    /// <summary>Where the program of the decoder lies: beside this library.</summary>
    public static string DefaultProgram => Path.Combine(AppContext.BaseDirectory, Program);

    /// <summary>Starts one; returns its process and our end of the line to it.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static (int Process, DecoderChannel Channel) Start(string program, DecoderArguments arguments)
    {
        if (!File.Exists(program))
            throw new IOException($"The decoder cannot be started: {program} is missing.");
        var (ours, theirs) = SocketCalls.Pair();
        using (theirs)
        {
            string[] texts = ["exec", program, "enter", $"{Environment.ProcessId}", .. arguments.ToTexts()];
            var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            Starts.Add(() => started.SetResult(
                ProcessCalls.Start(RuntimeProgram(), texts, DecoderEnvironment(arguments), (int)theirs.DangerousGetHandle(), DecoderChannel.Descriptor)));
            int process = started.Task.GetAwaiter().GetResult();
            if (process > 0)
                return (process, new DecoderChannel(ours));
            ours.Dispose();
            throw new IOException($"The decoder cannot be started: {new System.ComponentModel.Win32Exception(-process).Message}.");
        }
    }

    /// <summary>The program <c>dotnet</c> of the runtime that we run in.</summary>
    private static string RuntimeProgram() =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));

    // Nothing of ours: no proxy, no secret. The runtime is to be small, to write nothing and to listen to nobody.
    private static string[] DecoderEnvironment(DecoderArguments arguments) =>
    [
        "DOTNET_EnableDiagnostics=0", "DOTNET_EnableWriteXorExecute=0", "DOTNET_TieredPGO=0", "DOTNET_gcServer=0", "DOTNET_gcConcurrent=0",
        $"DOTNET_GCHeapHardLimit={(long)arguments.Megabytes << 19:x}", "LC_ALL=C",
    ];

    private static BlockingCollection<Action> StartThread()
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (Action start in starts.GetConsumingEnumerable())
                start();
        })
        { IsBackground = true, Name = "decoder launcher" }.Start();
        return starts;
    }
}

using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Cli;

/// <summary>Ctrl-C and SIGTERM cancel a token, so that the command tidies up; a second signal ends the process at once.</summary>
internal sealed class SignalCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    public SignalCancellation() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Cancel(context, 128 + 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Cancel(context, 128 + 15)),
    ];

    public CancellationToken Token => _source.Token;

    /// <summary>128 and the number of the signal, as shells have it.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context, int exitCode)
    {
        if (Interlocked.Increment(ref _signals) > 1)
            return;
        context.Cancel = true;
        ExitCode = exitCode;
        _source.Cancel();
    }
}

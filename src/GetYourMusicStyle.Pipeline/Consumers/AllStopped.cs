using GetYourMusicStyle.Pipeline.Attempts;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>Cancels once every attempt is to stop: a batch goes on for those that are not.</summary>
internal sealed class AllStopped : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration[] _registrations;
    private int _left;

    public AllStopped(IReadOnlyList<LeasedAttempt> attempts)
    {
        _left = attempts.Count;
        _registrations = [.. attempts.Select(attempt => attempt.Token.Register(() =>
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _source.Cancel();
        }))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _source.Dispose();
    }
}

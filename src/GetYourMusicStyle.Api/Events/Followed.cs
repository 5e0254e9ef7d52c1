using System.Text.Json;

namespace GetYourMusicStyle.Api.Events;

/// <summary>Something that is followed, by one or by many: its latest state, and a signal when that changes.</summary>
internal sealed class Followed<T>(T state)
    where T : class
{
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _text = TextOf(state);

    /// <summary>How many follow it.</summary>
    public int Followers { get; set; }

    /// <summary>The latest state; null once it is gone.</summary>
    public T? State { get; private set; } = state;

    /// <summary>Ends at the next change of what <see cref="State"/> is now.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Takes a state in; those who follow hear of it if it is another one.</summary>
    public void Take(T? next)
    {
        string text = TextOf(next);
        if (text == _text)
            return;
        (State, _text) = (next, text);
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    private static string TextOf(T? state) => JsonSerializer.Serialize(state);
}

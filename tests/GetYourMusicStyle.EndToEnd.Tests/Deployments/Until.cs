using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>Polls with a deadline.</summary>
internal static class Until
{
    /// <summary>Long enough for a machine that has much else to do.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>Waits until the condition holds.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, string what) =>
        ValueAsync(async () => await condition() ? new object() : null, what);

    /// <summary>Waits until there is a value.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> find, string what)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await find() is { } found)
                return found;
            if (clock.Elapsed > Deadline)
                Assert.Fail($"Not within {Deadline.TotalSeconds:0} s: {what}");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until both are equal.</summary>
    public static async Task EqualAsync<T>(T expected, Func<Task<T>> find, [CallerArgumentExpression(nameof(find))] string what = "")
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var found = await find();
            if (EqualityComparer<T>.Default.Equals(expected, found))
                return;
            if (clock.Elapsed > Deadline)
                Assert.Fail($"Not within {Deadline.TotalSeconds:0} s: {what} is {found}, not {expected}");
            await Task.Delay(50);
        }
    }
}

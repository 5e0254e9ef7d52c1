using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>Writes logs to standard output where <c>GYMS_TEST_LOG</c> is set.</summary>
public sealed class TestLog : ILoggerProvider
{
    private static readonly bool On = Environment.GetEnvironmentVariable("GYMS_TEST_LOG") is { Length: > 0 };

    public ILogger CreateLogger(string categoryName) => new Lines(categoryName);

    public void Dispose() { }

    private sealed class Lines(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => On;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (On)
                Console.WriteLine($"{DateTime.Now:HH:mm:ss.fff} {logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansLoyalty.Tests.TestCluster;

/// <summary>What was logged at <see cref="LogLevel.Warning"/> or above, and a way to wait for it.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<LogLine>> _awaited = new(StringComparer.Ordinal);

    /// <summary>The lines that contain a text, oldest first.</summary>
    public IReadOnlyList<LogLine> With(string text) => [.. _lines.Where(line => Has(line, text))];

    /// <summary>Waits for a line that contains a text.</summary>
    public Task<LogLine> FirstAsync(string text)
    {
        var awaited = _awaited.GetOrAdd(text, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (With(text) is [var line, ..])
        {
            awaited.TrySetResult(line);
        }

        return awaited.Task;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private static bool Has(LogLine line, string text) => line.Message.Contains(text, StringComparison.Ordinal);

    private void Add(LogLine line)
    {
        _lines.Enqueue(line);
        foreach (var (text, awaited) in _awaited)
        {
            if (Has(line, text))
            {
                awaited.TrySetResult(line);
            }
        }
    }

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Add(new LogLine(category, formatter(state, exception), exception));
            }
        }
    }
}

/// <summary>A line of the log.</summary>
/// <param name="Category">The type that wrote it.</param>
/// <param name="Message">What it says.</param>
/// <param name="Exception">Whose stack trace is written with it.</param>
public sealed record LogLine(string Category, string Message, Exception? Exception);

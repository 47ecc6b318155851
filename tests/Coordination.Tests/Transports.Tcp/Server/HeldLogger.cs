using Microsoft.Extensions.Logging;

namespace Coordination.Tests.Transports.Tcp.Server;

/// <summary>A log that keeps whoever writes one kind of line until it is released.</summary>
internal sealed class HeldLogger(int held) : ILoggerFactory, ILogger
{
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _isHeld = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody is kept.</summary>
    public Task IsHeld => _isHeld.Task;

    public void Release() => _released.Set();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It is the only one.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id != held)
            return;
        _isHeld.TrySetResult();
        _released.Wait();
    }

    public void Dispose()
    {
        _released.Set();
        _released.Dispose();
    }
}

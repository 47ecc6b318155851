namespace Coordination.Tests.Client.Scripted;

/// <summary>A client on one thread: manual clock, scripted transport.</summary>
internal sealed class ScriptedClient
{
    public ScriptedClient(Action<CoordinationClientOptions>? configure = null, int transports = 1)
    {
        Transports = [.. Enumerable.Range(0, transports).Select(_ => new ScriptedTransport())];
        var options = new CoordinationClientOptions
        {
            TimeProvider = Clock,
            SessionTimeout = TimeSpan.FromMilliseconds(9_000),
            Random = new Random(1),
        };
        configure?.Invoke(options);
        Client = CoordinationClient.Start(Transports, options);
    }

    public ManualClock Clock { get; } = new();

    public ScriptedTransport[] Transports { get; }

    public CoordinationClient Client { get; }

    /// <summary>The connection that the first transport opened last.</summary>
    public ScriptedConnection Server => Transports[0].Last;

    /// <summary>A client whose session stands.</summary>
    public static ScriptedClient Connected(
        Action<CoordinationClientOptions>? configure = null, bool remembersAnswers = true)
    {
        var scripted = new ScriptedClient(configure);
        scripted.Server.Accept(remembersAnswers: remembersAnswers);
        scripted.Clock.RunPosted();
        return scripted;
    }

    /// <summary>Breaks the connection and has the client dial again.</summary>
    public ScriptedConnection Reconnect()
    {
        ScriptedConnection broken = Server;
        broken.Close();
        for (int i = 0; i < 1_000 && Server == broken; i++)
            Clock.PassMs(10);
        Assert.NotSame(broken, Server);
        return Server;
    }

    public void Accept(long session = 1, bool remembersAnswers = true)
    {
        Server.Accept(session, remembersAnswers: remembersAnswers);
        Clock.RunPosted();
    }

    public T Finish<T>(ValueTask<T> call)
    {
        Clock.RunPosted();
        Assert.True(call.IsCompleted, "The call has not completed.");
        return call.GetAwaiter().GetResult();
    }

    public void Finish(ValueTask call)
    {
        Clock.RunPosted();
        Assert.True(call.IsCompleted, "The call has not completed.");
        call.GetAwaiter().GetResult();
    }

    public TException Fails<TException, T>(ValueTask<T> call)
        where TException : Exception
    {
        Clock.RunPosted();
        Assert.True(call.IsCompleted, "The call has not completed.");
        return Assert.ThrowsAny<TException>(() => call.GetAwaiter().GetResult());
    }
}

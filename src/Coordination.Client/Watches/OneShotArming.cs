using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Watches;

/// <summary>A <see cref="OneShotWatch"/> on its way to being armed by a read, and then armed.</summary>
internal sealed class OneShotArming
{
    private readonly ClientCore _core;

    /// <param name="core">Its client.</param>
    /// <param name="watch">What is to fire.</param>
    /// <param name="path">The ensemble's path of the znode read.</param>
    /// <param name="kind">What it waits for where the znode is there.</param>
    /// <param name="onMissing">What becomes of it where there is no znode.</param>
    public OneShotArming(ClientCore core, OneShotWatch watch, ZPath path, OneShotKind kind, OneShotOnMissing onMissing)
    {
        _core = core;
        OnMissing = onMissing;
        Watch = watch;
        Path = path;
        Kind = kind;
    }

    public OneShotWatch Watch { get; }

    public ZPath Path { get; }

    public OneShotKind Kind { get; private set; }

    public OneShotOnMissing OnMissing { get; }

    /// <summary>The state that was read: changes after it fire the watch.</summary>
    public Zxid ArmedAt { get; private set; }

    /// <summary>Claims the watch for this read.</summary>
    /// <exception cref="InvalidOperationException">It was handed to a read before.</exception>
    public void Claim() => Watch.OnDispose(Disarm);

    /// <summary>What was read with it has failed, and the watch with it, whether or not it was armed.</summary>
    public void Fail(Exception error)
    {
        if (Watch.TryFail(error))
            Disarm();
    }

    /// <summary>The read was answered; inside the gate.</summary>
    public void Answered(in Answer<Response> answer, ZPath seenPath)
    {
        ArmedAt = answer.Zxid;
        if (answer.Code == ErrorCode.NoNode && OnMissing == OneShotOnMissing.Arms)
            Kind = OneShotKind.Exist;
        else if (answer.Code != ErrorCode.Ok)
        {
            Watch.TryFail(CoordinationException.For(answer.Code, seenPath));
            return;
        }

        _core.WithWatches(this, static (hub, arming) => hub.Arm(arming));
    }

    private void Disarm() => _core.WithWatches(this, static (hub, arming) => hub.Disarm(arming));
}

using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Protocol;

/// <summary>Takes the requests that a server decodes, each as its own type, so that none is boxed.</summary>
public interface IRequestReceiver
{
    /// <summary>A request that was read whole.</summary>
    /// <param name="header">Its number, as sent: a client of ZooKeeper's puts a <see cref="SpecialXid"/> here for
    /// some.</param>
    /// <param name="wireOp">
    /// The operation as sent, by which the answer is encoded: it may differ from the request's own (getChildren for
    /// getChildren2, setWatches for setWatches2).
    /// </param>
    /// <param name="request">The request; it keeps nothing of the frame.</param>
    void OnRequest<T, R>(in RequestHeader header, OpCode wireOp, in T request)
        where T : struct, IRequest<R>
        where R : Response;
}

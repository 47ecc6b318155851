namespace Coordination.Requests;

/// <summary>A request that changes nothing, so that it may be sent again at will.</summary>
public interface IReadRequest<R> : IRequest<R>
    where R : Response;

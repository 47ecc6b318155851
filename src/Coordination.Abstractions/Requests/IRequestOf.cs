namespace Coordination.Requests;

/// <summary>A request that is answered by <typeparamref name="R"/>.</summary>
public interface IRequest<R> : IRequest
    where R : Response;

using Coordination.Requests;

namespace Coordination.Calls;

/// <summary>Makes what a caller gets out of an answer; returns what it is thrown instead, or null.</summary>
internal delegate Exception? Projection<R, TOut>(in Answered<R> answered, out TOut result)
    where R : Response;

using Coordination.Requests;
using Coordination.Transports;

namespace Coordination.Calls;

/// <summary>An answer with what is needed to make a result of it.</summary>
/// <param name="Answer">What the ensemble said.</param>
/// <param name="Path">What the call was about, as the client sees it.</param>
/// <param name="Chroot">What is taken off the ensemble's paths.</param>
/// <param name="EventsBefore">How many events the client had received before it.</param>
internal readonly record struct Answered<R>(Answer<R> Answer, ZPath Path, Chroot? Chroot, long EventsBefore)
    where R : Response
{
    /// <summary>The error that the answer stands for; null where the request was carried out.</summary>
    public Exception? Error => Answer.Code == ErrorCode.Ok ? null : CoordinationException.For(Answer.Code, Path);

    public ZPath Seen(ZPath path) => Chroot is null ? path : Chroot.Strip(path);
}

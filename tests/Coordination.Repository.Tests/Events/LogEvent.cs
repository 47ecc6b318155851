namespace Coordination.Repository.Tests.Events;

/// <param name="Package">The assembly that logs it.</param>
/// <param name="Method">The source-generated method.</param>
internal readonly record struct LogEvent(string Package, string Method, int Id);

using Coordination.Requests;
using Coordination.Transports;
using Coordination.Tree.Commands;

namespace Coordination.Testing;

/// <summary>A command with what it did.</summary>
internal readonly record struct AppliedCommand(Command Command, Answer<Response> Answer, IReadOnlyList<Change> Changes);

using Coordination.Contract.Tests.Hosts;

namespace Coordination.Contract.Tests;

public sealed class InMemoryContractTests : ContractTests<OnVirtualTime>;

namespace Coordination.Repository.Tests;
public class Smoke { [Fact] public void Ok() => Assert.Equal(2, 1 + Environment.ProcessorCount / Environment.ProcessorCount); }

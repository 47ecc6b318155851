using Coordination.Recipes.Placement;

namespace Coordination.Tests.Recipes.Placement.Devices;

public sealed class RegistrationStepsTests
{
    private static readonly SessionId Mine = new(1), Earlier = new(2), Other = new(3);

    [Fact]
    public void A_registration_takes_over_its_own_and_yields_to_others()
    {
        HashSet<SessionId> earlier = [Earlier];
        Assert.Equal(RegistrationStep.Register, RegistrationSteps.Next(null, Mine, earlier));
        Assert.Equal(RegistrationStep.Wait, RegistrationSteps.Next(Mine, Mine, earlier));
        Assert.Equal(RegistrationStep.TakeOver, RegistrationSteps.Next(Earlier, Mine, earlier));
        Assert.Equal(RegistrationStep.Yield, RegistrationSteps.Next(Other, Mine, earlier));
    }
}

using Coordination.Recipes.Presence;

namespace Coordination.Tests.Recipes.Presence;

public sealed class PresenceRuleTests
{
    private const long Mine = 7;
    private const long Another = 8;
    private const long ThisSession = 0x11;
    private const long OlderSession = 0x10;
    private const long OthersSession = 0x20;

    [Fact]
    public void What_is_not_there_is_created() =>
        Assert.Equal(PresenceAction.Create, PresenceRule.Decide(Sight(found: null)));

    [Theory]
    [InlineData(true, nameof(PresenceAction.Keep))]
    [InlineData(false, nameof(PresenceAction.Set))]
    public void Ones_own_is_kept_with_the_data_that_is_wanted(bool hasWantedData, string expected) =>
        Assert.Equal(
            expected,
            PresenceRule.Decide(Sight(Of(Mine, ThisSession), hasWantedData: hasWantedData)).ToString());

    [Fact]
    public void A_creation_of_this_session_that_was_not_answered_is_adopted() =>
        Assert.Equal(
            PresenceAction.Adopt, PresenceRule.Decide(Sight(Of(Another, ThisSession), isAmbiguous: true)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_older_sessions_own_is_replaced_not_adopted(bool isAmbiguous) =>
        Assert.Equal(
            PresenceAction.Replace,
            PresenceRule.Decide(Sight(Of(Mine, OlderSession), isAmbiguous: isAmbiguous)));

    [Theory]
    [InlineData(OthersSession)]
    [InlineData(ThisSession)]
    public void Who_comes_replaces_and_who_was_there_gives_up(long owner)
    {
        Stat found = Of(Another, owner);

        Assert.Equal(PresenceAction.Replace, PresenceRule.Decide(Sight(found, hasBeenThere: false)));
        Assert.Equal(PresenceAction.GiveUp, PresenceRule.Decide(Sight(found)));
    }

    private static PresenceSight Sight(
        Stat? found, bool isAmbiguous = false, bool hasBeenThere = true, bool hasWantedData = true) =>
        new(
            found, new SessionId(ThisSession), hasBeenThere ? new Zxid(Mine) : null, isAmbiguous, hasBeenThere,
            hasWantedData, session => session.Value is ThisSession or OlderSession);

    private static Stat Of(long czxid, long owner) =>
        default(Stat) with { Czxid = new Zxid(czxid), EphemeralOwner = new SessionId(owner) };
}

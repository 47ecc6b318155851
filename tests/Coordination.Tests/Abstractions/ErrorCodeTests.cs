namespace Coordination.Tests.Abstractions;

public sealed class ErrorCodeTests
{
    /// <summary>One row per code: ZooKeeper's number, and what it says about the request (STYLE.md §7).</summary>
    private static readonly Dictionary<ErrorCode, (int Number, Outcome Outcome)> Table = new()
    {
        [ErrorCode.Ok] = (0, Outcome.Happened),
        [ErrorCode.SystemError] = (-1, Outcome.MayHaveHappened),
        [ErrorCode.RuntimeInconsistency] = (-2, Outcome.MayHaveHappened),
        [ErrorCode.DataInconsistency] = (-3, Outcome.MayHaveHappened),
        [ErrorCode.ConnectionLoss] = (-4, Outcome.MayHaveHappened),
        [ErrorCode.MarshallingError] = (-5, Outcome.DidNotHappen),
        [ErrorCode.Unimplemented] = (-6, Outcome.DidNotHappen),
        [ErrorCode.OperationTimeout] = (-7, Outcome.DidNotHappen),
        [ErrorCode.BadArguments] = (-8, Outcome.DidNotHappen),
        [ErrorCode.UnknownSession] = (-12, Outcome.SessionGone),
        [ErrorCode.NewConfigNoQuorum] = (-13, Outcome.DidNotHappen),
        [ErrorCode.ReconfigInProgress] = (-14, Outcome.DidNotHappen),
        [ErrorCode.ApiError] = (-100, Outcome.DidNotHappen),
        [ErrorCode.NoNode] = (-101, Outcome.DidNotHappen),
        [ErrorCode.NoAuth] = (-102, Outcome.DidNotHappen),
        [ErrorCode.BadVersion] = (-103, Outcome.DidNotHappen),
        [ErrorCode.NoChildrenForEphemerals] = (-108, Outcome.DidNotHappen),
        [ErrorCode.NodeExists] = (-110, Outcome.DidNotHappen),
        [ErrorCode.NotEmpty] = (-111, Outcome.DidNotHappen),
        [ErrorCode.SessionExpired] = (-112, Outcome.SessionGone),
        [ErrorCode.InvalidCallback] = (-113, Outcome.DidNotHappen),
        [ErrorCode.InvalidAcl] = (-114, Outcome.DidNotHappen),
        [ErrorCode.AuthFailed] = (-115, Outcome.DidNotHappen),
        [ErrorCode.SessionMoved] = (-118, Outcome.DidNotHappen),
        [ErrorCode.NotReadOnly] = (-119, Outcome.DidNotHappen),
        [ErrorCode.EphemeralOnLocalSession] = (-120, Outcome.DidNotHappen),
        [ErrorCode.NoWatcher] = (-121, Outcome.DidNotHappen),
        [ErrorCode.RequestTimeout] = (-122, Outcome.MayHaveHappened),
        [ErrorCode.ReconfigDisabled] = (-123, Outcome.DidNotHappen),
        [ErrorCode.SessionClosedRequireSaslAuth] = (-124, Outcome.DidNotHappen),
        [ErrorCode.QuotaExceeded] = (-125, Outcome.DidNotHappen),
        [ErrorCode.ThrottledOp] = (-127, Outcome.DidNotHappen),
    };

    public static TheoryData<ErrorCode> All => [.. Enum.GetValues<ErrorCode>()];

    [Theory, MemberData(nameof(All))]
    public void Every_code_has_a_row(ErrorCode code)
    {
        Assert.True(Table.TryGetValue(code, out (int Number, Outcome Outcome) row), $"{code} has no row.");
        Assert.Equal(row.Number, (int)code);
        Assert.Equal(row.Outcome, code.Outcome());
    }

    [Fact]
    public void A_code_that_nobody_has_defined_may_have_happened() =>
        Assert.Equal(Outcome.MayHaveHappened, ((ErrorCode)(-9_999)).Outcome());

    [Theory, MemberData(nameof(All))]
    public void The_exception_of_a_code_is_of_the_kind_that_it_asks_for(ErrorCode code)
    {
        if (code == ErrorCode.Ok)
        {
            Assert.Throws<ArgumentException>(() => CoordinationException.For(code));
            return;
        }

        CoordinationException made = CoordinationException.For(code, "/a");

        Assert.Equal(code, made.Code);
        Assert.Equal("/a", made.Path?.Value);
        Assert.Contains("/a", made.Message, StringComparison.Ordinal);
        Assert.Equal(code.Outcome() == Outcome.DidNotHappen, made is RequestRejectedException);
        Assert.Equal(code.Outcome() == Outcome.SessionGone, made is SessionExpiredException);
        Assert.Equal(code.Outcome() == Outcome.MayHaveHappened, made is OutcomeUnknownException);
    }
}

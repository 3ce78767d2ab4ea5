using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Portfolios.PortfolioEvent, RiskCluster.Core.Portfolios.PortfolioEffect>;

namespace RiskCluster.Core.Portfolios;

/// <summary>The rules of a portfolio: who belongs to an owner, and where the owner's equity stands. No rule looks at who the owner is.</summary>
public sealed class PortfolioMachine : IMachine<PortfolioState, PortfolioCommand, PortfolioEvent, PortfolioEffect>
{
    private PortfolioMachine()
    {
    }

    /// <inheritdoc/>
    public static ActorKind Kind => ActorKind.Portfolio;

    /// <inheritdoc/>
    /// <remarks>An account that is nobody's has a portfolio of its own, under its own key.</remarks>
    public static PortfolioState Initial(string key) =>
        KeyName.IsValid(key) || KeyName.IsValidAccount(key) ? new(key) : throw new ArgumentException($"'{key}' is no owner: {KeyName.Rule}", nameof(key));

    /// <inheritdoc/>
    public static Decision Decide(PortfolioState state, PortfolioCommand command, in Turn turn)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return command switch
        {
            PortfolioCommand.RequestLink request => MembershipRules.Request(state, request.Account),
            PortfolioCommand.Unlink unlink => MembershipRules.Unlink(state, unlink.Account, turn),
            PortfolioCommand.ConfirmLink confirm => MembershipRules.Confirm(state, confirm),
            PortfolioCommand.RefuseLink refuse => MembershipRules.Refuse(state, refuse),
            PortfolioCommand.ConfirmUnlink confirm => MembershipRules.ConfirmUnlink(state, confirm),
            PortfolioCommand.ReportState report => StateRules.Report(state, report, turn),
            PortfolioCommand.RecordUnwind record => StateRules.Record(state, record, turn),
            _ => throw new ArgumentException($"no portfolio knows {command.GetType().Name}", nameof(command)),
        };
    }

    /// <inheritdoc/>
    public static PortfolioState Apply(PortfolioState state, PortfolioEvent change)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(change);
        var next = change switch
        {
            PortfolioEvent.LinkRequested requested => Linked(state, requested.Account, new(requested.LinkId, LinkStatus.Requested)) with { LastLinkId = requested.LinkId },
            PortfolioEvent.AccountLinked linked => Linked(state, linked.Account, new(linked.LinkId, LinkStatus.Linked, WasLinked: true)),
            PortfolioEvent.UnlinkStarted started =>
                Linked(state, started.Account, new(started.LinkId, LinkStatus.Releasing, state.Links.TryGetValue(started.Account, out var link) && link.WasLinked)),
            PortfolioEvent.LinkRefused refused => state with { Links = state.Links.Remove(refused.Account) },
            PortfolioEvent.AccountUnlinked unlinked => state with { Links = state.Links.Remove(unlinked.Account) },
            PortfolioEvent.StrayReleased => state,
            _ => StateRules.Apply(state, change),
        };
        return next with { Seq = state.Seq + 1 };
    }

    /// <summary>A healthy owner of whom no report is open is asleep: whoever knows nothing of an owner takes it to be healthy, and links that are under way wait in their senders' effects.</summary>
    /// <inheritdoc/>
    public static bool IsAwake(PortfolioState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.State != MarginState.Healthy || state.BreachReports > 0 || state.IsHeld;
    }

    internal static Decision Reject(PortfolioRejection rejection, string? param, string detail) => Decision.Reject(PortfolioProblem.Of(rejection, param, detail));

    private static PortfolioState Linked(PortfolioState state, string account, PortfolioLink link) => state with { Links = state.Links.SetItem(account, link) };
}

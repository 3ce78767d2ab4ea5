using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Portfolios.PortfolioRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Portfolios.PortfolioEvent, RiskCluster.Core.Portfolios.PortfolioEffect>;

namespace RiskCluster.Core.Portfolios;

/// <summary>Which accounts are the owner's. The portfolio is the authority: an account follows it.</summary>
internal static class MembershipRules
{
    private const int MaxLinks = 1_000;

    public static Decision Request(PortfolioState state, string account)
    {
        if (Misnamed(account) is { } refusal) return refusal;
        if (state.Links.TryGetValue(account, out var link))
        {
            return link.Status switch
            {
                LinkStatus.Linked => PortfolioMachine.Reject(AlreadyLinked, "account", $"account '{account}' is linked by link {link.LinkId}"),
                LinkStatus.Releasing => PortfolioMachine.Reject(PortfolioRejection.LinkReleasing, "account", $"account '{account}' has not confirmed that link {link.LinkId} is over"),
                _ => Decision.Duplicate(),
            };
        }

        if (state.Links.Count >= MaxLinks) return PortfolioMachine.Reject(TooManyLinks, "account", $"owner '{state.Owner}' has {state.Links.Count} links, at most {MaxLinks} it may");
        var linkId = state.LastLinkId + 1;
        return Decision.Accept(new PortfolioEvent.LinkRequested(account, linkId), new PortfolioEffect.OfferLink(account, state.Owner, linkId));
    }

    public static Decision Confirm(PortfolioState state, PortfolioCommand.ConfirmLink confirm)
    {
        if (Misnamed(confirm.Account) is { } refusal) return refusal;
        return Of(state, confirm.Account, confirm.LinkId) switch
        {
            // An offer that came twice may be taken up when its first refusal has ended the link: the portfolio is the authority, so the account is sent back.
            null => Decision.Accept(new PortfolioEvent.StrayReleased(confirm.Account, confirm.LinkId), new PortfolioEffect.ReleaseOwner(confirm.Account, state.Owner, confirm.LinkId)),
            { Status: LinkStatus.Requested } => Decision.Accept(new PortfolioEvent.AccountLinked(confirm.Account, confirm.LinkId)),

            // Linked already, or taken back while the consent was on its way: then the account hears of the release next, and never counts as a member.
            _ => Decision.Duplicate(),
        };
    }

    public static Decision Refuse(PortfolioState state, PortfolioCommand.RefuseLink refuse)
    {
        if (Misnamed(refuse.Account) is { } refusal) return refusal;
        return Of(state, refuse.Account, refuse.LinkId) is { WasLinked: false }
            ? Decision.Accept(new PortfolioEvent.LinkRefused(refuse.Account, refuse.LinkId, refuse.Reason))
            : Decision.Duplicate();
    }

    public static Decision ConfirmUnlink(PortfolioState state, PortfolioCommand.ConfirmUnlink confirm)
    {
        if (Misnamed(confirm.Account) is { } refusal) return refusal;
        return Of(state, confirm.Account, confirm.LinkId) switch
        {
            null => Decision.Duplicate(),
            { Status: LinkStatus.Releasing } => Decision.Accept(new PortfolioEvent.AccountUnlinked(confirm.Account, confirm.LinkId)),
            _ => PortfolioMachine.Reject(NotReleasing, "account", $"link {confirm.LinkId} to '{confirm.Account}' was not let go"),
        };
    }

    public static Decision Unlink(PortfolioState state, string account, in Turn turn)
    {
        if (Misnamed(account) is { } refusal) return refusal;
        if (!state.Links.TryGetValue(account, out var link)) return PortfolioMachine.Reject(UnknownLink, "account", $"owner '{state.Owner}' has no link to '{account}'");
        if (link.Status == LinkStatus.Releasing) return Decision.Duplicate();
        return Unmargined(state, account, turn)
            ?? Decision.Accept(new PortfolioEvent.UnlinkStarted(account, link.LinkId), new PortfolioEffect.ReleaseOwner(account, state.Owner, link.LinkId));
    }

    private static Decision? Misnamed(string account) =>
        KeyName.IsValidAccount(account) ? null : PortfolioMachine.Reject(AccountNotAName, "account", $"an account is named venue/account, both parts {KeyName.Rule}");

    private static PortfolioLink? Of(PortfolioState state, string account, long linkId) =>
        state.Links.TryGetValue(account, out var link) && link.LinkId == linkId ? link : null;

    private static Decision? Unmargined(PortfolioState state, string account, in Turn turn)
    {
        var margins = turn.Margins;
        foreach (var side in new[] { state.Owner, account })
            if (!margins.Any(margin => margin.Portfolio == side)) return PortfolioMachine.Reject(MarginUnknown, null, $"the margin of '{side}' after the unlinking cannot be computed now");
        foreach (var margin in margins)
            if (margin.Status == FigureStatus.Stale) return PortfolioMachine.Reject(MarginStale, null, $"the margin of '{margin.Portfolio}' is from a market that is older than allowed");
        foreach (var margin in margins)
            if (margin.Status == FigureStatus.Halted) return PortfolioMachine.Reject(MarginHalted, null, $"the margin of '{margin.Portfolio}' is from a market that is halted");

        // Not MarginEvidence.Passes: "it raises no risk" is no excuse here, or a losing account could be cast off and left to nobody.
        foreach (var margin in margins)
            if (margin.PostExcessUsd < 0)
                return PortfolioMachine.Reject(InsufficientMargin, null, $"'{margin.Portfolio}' would have {margin.PostEquityUsd} USD of equity for {margin.PostInitialMarginUsd} of initial margin and {margin.ReservedUsd} reserved");
        return null;
    }
}

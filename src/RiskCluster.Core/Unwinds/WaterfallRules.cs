using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Unwinds.UnwindRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Unwinds.UnwindEvent, RiskCluster.Core.Unwinds.UnwindEffect>;

namespace RiskCluster.Core.Unwinds;

/// <summary>
/// Who pays when the owner cannot. First its own equity on other venues; then each venue's own insurance fund, for that venue's loss only and at most the limit; then others by
/// pro rata; what is left then is the venue's loss, and the owner is bankrupt. Every amount is a decimal, and what all pay adds up to the loss to the last digit.
/// </summary>
internal static class WaterfallRules
{
    private const int MaxVenues = 64;
    private const int MaxSharers = 10_000;
    private const decimal MaxLeverage = 1_000;

    public static Decision Begin(UnwindState state, UnwindCommand.CoverShortfall cover, in Turn turn)
    {
        var figures = cover.Figures;
        if (EvidenceRules.OutOfBounds(figures) is { } refusal) return refusal;
        if (!state.IsLive) return UnwindMachine.Reject(UnknownUnwind, null, $"'{state.Owner}' has no unwind");
        if (state.Status == UnwindStatus.Covering) return Decision.Duplicate();
        if (state.Status == UnwindStatus.Held) return UnwindMachine.Reject(Held, null, $"unwind {state.UnwindId} is held: {state.Reason}");
        if (state.Status is not (UnwindStatus.AwaitingPlan or UnwindStatus.Stopped)) return UnwindMachine.Misplaced(state);
        if (state.LiveLegs.Any()) return UnwindMachine.Reject(LegsLive, null, $"{state.LiveLegs.Count()} legs are still with their queues");
        if (EvidenceRules.Weakness(state.Rules, figures, turn) is { } weakness) return UnwindMachine.Reject(weakness.Rejection, "figures", weakness.Detail);
        if (figures.EquityUsd >= 0) return UnwindMachine.Reject(NoShortfall, "figures.equity_usd", $"equity is {figures.EquityUsd} USD");
        if (VenuesFault(cover) is { } fault) return UnwindMachine.Reject(VenuesDoNotAddUp, "venues", fault);
        var losses = Losses(state, cover.Venues);
        return Decision.Accept(
            [new UnwindEvent.WaterfallBegun(figures, losses)],
            [.. losses.Where(item => item.Loss.AskedUsd > 0).Select(item => new UnwindEffect.DrawInsurance(item.Venue, state.Owner, state.UnwindId, item.Loss.AskedUsd))]);
    }

    public static Decision Grant(UnwindState state, UnwindCommand.GrantInsurance grant, in Turn turn)
    {
        if (grant.UnwindId < state.UnwindId || (grant.UnwindId == state.UnwindId && !state.IsLive)) return Decision.Duplicate();
        if (grant.UnwindId > state.UnwindId) return UnwindMachine.Reject(UnknownUnwind, "unwind_id", $"unwind {grant.UnwindId} of '{state.Owner}' has not begun");
        if (!state.Losses.TryGetValue(grant.Venue, out var loss)) return UnwindMachine.Reject(UnknownLoss, "venue", $"'{state.Owner}' has no loss on '{grant.Venue}'");
        if (loss.InsuranceUsd is not null) return Decision.Duplicate();
        if (grant.GrantedUsd < 0 || grant.GrantedUsd > loss.AskedUsd)
            return UnwindMachine.Reject(GrantBounds, "granted_usd", $"{grant.GrantedUsd} USD came, from 0 to {loss.AskedUsd} were asked for");
        return Finish(state, new UnwindEvent.InsuranceReceived(grant.Venue, grant.GrantedUsd), turn.NowMs, []);
    }

    public static Decision Share(UnwindState state, UnwindCommand.ShareLoss share, in Turn turn)
    {
        if (!state.IsLive) return UnwindMachine.Reject(UnknownUnwind, null, $"'{state.Owner}' has no unwind");
        if (state.Status != UnwindStatus.Covering) return UnwindMachine.Misplaced(state);
        if (!state.Losses.TryGetValue(share.Venue, out var loss) || loss.InsuranceUsd is null)
            return UnwindMachine.Reject(UnknownLoss, "venue", $"no loss on '{share.Venue}' waits to be shared");
        if (loss.SharedUsd is not null) return Decision.Duplicate();
        if (SharersFault(share) is { } fault) return UnwindMachine.Reject(SharerBounds, "sharers", fault);
        var openUsd = loss.OpenUsd();
        var shares = LossShares.Of(openUsd, share.Sharers, share.Rule);
        var sharedUsd = shares.Sum(item => item.AmountUsd);
        if (sharedUsd > openUsd) throw new InvalidOperationException($"shares of {sharedUsd} USD for a loss of {openUsd}");
        return Finish(
            state,
            new UnwindEvent.LossShared(share.Venue, share.Rule, shares, openUsd - sharedUsd),
            turn.NowMs,
            shares.Select(item => new UnwindEffect.PayLossShare(item.Account, state.Owner, state.UnwindId, item.AmountUsd)));
    }

    // Others' equity is spread over the losses in their proportion, exactly: the same rule that spreads losses over others.
    private static ImmutableArray<LossOfVenue> Losses(UnwindState state, ImmutableArray<VenueEquity> venues)
    {
        var bufferUsd = venues.Where(venue => venue.EquityUsd > 0).Sum(venue => venue.EquityUsd);
        ImmutableArray<LossSharer> deficits = [.. venues.Where(venue => venue.EquityUsd < 0).Select(venue => new LossSharer(venue.Venue, -venue.EquityUsd))];
        var covered = LossShares.Of(bufferUsd, deficits, LossRule.Socialise).ToDictionary(item => item.Account, item => item.AmountUsd, StringComparer.Ordinal);
        return
        [
            .. deficits.OrderBy(deficit => deficit.Account, StringComparer.Ordinal).Select(deficit =>
            {
                var ownUsd = covered.GetValueOrDefault(deficit.Account);
                var askedUsd = Math.Min(deficit.BasisUsd - ownUsd, state.Rules.InsuranceLimitUsd);
                var isDone = deficit.BasisUsd == ownUsd;
                return new LossOfVenue(deficit.Account, new(deficit.BasisUsd, ownUsd, askedUsd, askedUsd > 0 ? null : 0, isDone ? 0 : null));
            }),
        ];
    }

    // A loss that is covered needs no sharers; when the last one is settled the unwind is over.
    private static Decision Finish(UnwindState state, UnwindEvent change, long nowMs, IEnumerable<UnwindEffect> effects)
    {
        var next = UnwindMachine.Apply(state, change);
        if (next.Losses.Values.Any(loss => loss.InsuranceUsd is null || (loss.SharedUsd is null && loss.OpenUsd() != 0))) return Decision.Accept([change], [.. effects]);
        var (ended, told) = UnwindMachine.End(state, UnwindStatus.Bankrupt, $"{next.Losses.Values.Sum(loss => loss.OpenUsd())} USD of the loss are paid by nobody", nowMs);
        return Decision.Accept([change, ended], [.. effects, told]);
    }

    private static string? VenuesFault(UnwindCommand.CoverShortfall cover)
    {
        if (cover.Venues.Length is 0 or > MaxVenues) return $"{cover.Venues.Length} venues, 1 to {MaxVenues} are taken";
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var venue in cover.Venues)
        {
            if (!KeyName.IsValid(venue.Venue) || !named.Add(venue.Venue)) return $"'{venue.Venue}' is no name of a venue, or is named twice";
            if (!DecimalBounds.Holds(venue.EquityUsd, DecimalBounds.MaxUsd)) return $"equity of {venue.EquityUsd} USD is beyond 1e18 or has more than {DecimalBounds.MaxScale} digits after the point";
        }

        var sumUsd = cover.Venues.Sum(venue => venue.EquityUsd);
        return sumUsd == cover.Figures.EquityUsd ? null : $"the venues add up to {sumUsd} USD, the equity is {cover.Figures.EquityUsd}";
    }

    private static string? SharersFault(UnwindCommand.ShareLoss share)
    {
        if (share.Sharers.Length > MaxSharers) return $"{share.Sharers.Length} sharers, at most {MaxSharers} are taken";
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sharer in share.Sharers)
        {
            if (!KeyName.IsValidAccount(sharer.Account) || !sharer.Account.StartsWith(share.Venue + "/", StringComparison.Ordinal)) return $"'{sharer.Account}' is not {share.Venue}/account";
            if (!named.Add(sharer.Account)) return $"'{sharer.Account}' is named twice";
            if (sharer.BasisUsd < 0 || !DecimalBounds.Holds(sharer.BasisUsd, DecimalBounds.MaxUsd)) return $"the basis {sharer.BasisUsd} of '{sharer.Account}' is not from 0 to 1e18 USD with at most {DecimalBounds.MaxScale} digits after the point";
            if (sharer.Leverage is <= 0 or > MaxLeverage) return $"the leverage {sharer.Leverage} of '{sharer.Account}' is not above 0 and at most {MaxLeverage}";
        }

        return null;
    }
}

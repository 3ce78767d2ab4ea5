using RiskCluster.Core.Turns;
using static RiskCluster.Core.Venues.VenueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Venues.VenueEvent, RiskCluster.Core.Venues.VenueEffect>;

namespace RiskCluster.Core.Venues;

/// <summary>What goes into a venue's insurance fund and out of it. It covers losses on this venue only, and never owes.</summary>
internal static class VenueFundRules
{
    private const int MaxFundSources = 16;

    public static Decision Change(VenueState state, VenueCommand.ChangeInsuranceFund change)
    {
        if (!KeyName.IsValidSource(change.Source)) return VenueMachine.Reject(FundSourceNotAName, "source", $"the source is not {KeyName.SourceRule}");
        if (change.Ordinal < 1) return VenueMachine.Reject(FundOrdinal, "ordinal", $"the ordinal {change.Ordinal} is less than 1");
        var window = state.FundChanges.GetValueOrDefault(change.Source);
        if (window.Contains(change.Ordinal)) return Decision.Duplicate();
        if (window.IsForgotten(change.Ordinal))
            return VenueMachine.Reject(FundOrdinalForgotten, "ordinal", $"ordinal {change.Ordinal} is {OrdinalWindow.Length} or more behind {window.Highest}: whether it has come is not known any more");
        if (window.Highest == 0 && state.FundChanges.Count >= MaxFundSources) return VenueMachine.Reject(TooManyFundSources, "source", $"{MaxFundSources} sources change the fund already");
        if (change.AmountUsd == 0 || !DecimalBounds.Holds(change.AmountUsd, DecimalBounds.MaxUsd))
            return VenueMachine.Reject(FundAmount, "amount_usd", $"the amount {change.AmountUsd} is 0, beyond 1e18, or has more than {DecimalBounds.MaxScale} digits after the point");
        var balanceUsd = DecimalBounds.Plain(state.InsuranceFundUsd + change.AmountUsd);
        if (balanceUsd < 0) return VenueMachine.Reject(FundTooSmall, "amount_usd", $"the fund holds {state.InsuranceFundUsd} USD, {-change.AmountUsd} cannot be paid out");
        if (balanceUsd > DecimalBounds.MaxUsd) return VenueMachine.Reject(FundTooLarge, "amount_usd", $"the fund would hold {balanceUsd} USD, more than 1e18");
        return Decision.Accept(new VenueEvent.InsuranceFundChanged(change.Source, change.Ordinal, DecimalBounds.Plain(change.AmountUsd), balanceUsd));
    }

    public static Decision Draw(VenueState state, VenueCommand.DrawInsurance draw)
    {
        if (!KeyName.IsValid(draw.Owner) && !KeyName.IsValidAccount(draw.Owner)) return VenueMachine.Reject(DrawOwnerNotAName, "owner", $"the owner is not {KeyName.Rule}, nor venue/account");
        if (draw.UnwindId < 1) return VenueMachine.Reject(DrawUnwindId, "unwind_id", $"the unwind {draw.UnwindId} is less than 1");
        if (draw.AskedUsd <= 0 || !DecimalBounds.Holds(draw.AskedUsd, DecimalBounds.MaxUsd))
            return VenueMachine.Reject(DrawAmount, "asked_usd", $"the amount {draw.AskedUsd} is not above 0, beyond 1e18, or has more than {DecimalBounds.MaxScale} digits after the point");
        if (draw.UnwindId <= state.Draws.GetValueOrDefault(draw.Owner)) return Decision.Duplicate();
        var grantedUsd = DecimalBounds.Plain(Math.Min(draw.AskedUsd, state.InsuranceFundUsd));
        return Decision.Accept(
            new VenueEvent.InsuranceDrawn(draw.Owner, draw.UnwindId, grantedUsd, DecimalBounds.Plain(state.InsuranceFundUsd - grantedUsd)),
            new VenueEffect.GrantInsurance(draw.Owner, draw.UnwindId, state.Venue, grantedUsd));
    }
}

using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Allocation;

/// <summary>An owner's netted requirement split back to venues, accounts and legs (MODEL MRG-8).</summary>
/// <param name="Owner">Whose.</param>
/// <param name="RequirementUsd">Its initial margin, netted: what venues, and Euler shares, add up to.</param>
/// <param name="FloorScale">1, or the factor with which the venues' floors were scaled down because they exceed the requirement together.</param>
/// <param name="Units">Universal Risk Units of the netted portfolio.</param>
/// <param name="Venues">By name.</param>
public sealed record OwnerAllocation(string Owner, double RequirementUsd, double FloorScale, UniversalRiskUnits Units, ImmutableArray<VenueAllocation> Venues)
{
    /// <summary>Splits the requirement of some accounts of one owner.</summary>
    /// <remarks>
    /// Euler share of a lot = lot x factor x (-sum_s weight_s row_s over the binding scenarios + the slope of the contingencies). The requirement is homogeneous
    /// of degree 1 in the lots, so the shares add up to it; floors come after (<see cref="AllocationFloor"/>). Tasche, "Risk contributions and performance measurement", 1999.
    /// </remarks>
    /// <exception cref="UnpricedInstrumentException">A position has no price in the context's market.</exception>
    public static OwnerAllocation Of(MarginContext context, string owner, IReadOnlyList<AccountPortfolio> accounts)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(accounts);
        using var margin = context.Open(accounts);
        return new Split(context, margin).Run(owner, accounts);
    }

    private sealed class Split(MarginContext context, PortfolioMargin margin)
    {
        private readonly int stressCount = context.Scenarios.StressCount;
        private readonly string version = UniversalRiskUnits.VersionOf(context.Model, context.Scenarios);

        public OwnerAllocation Run(string owner, IReadOnlyList<AccountPortfolio> accounts)
        {
            var netted = margin.Compile(owner, accounts);
            var figure = margin.Figure(netted);
            var perUnitUsd = PerUnitUsd(netted, figure);
            var venues = accounts.GroupBy(account => account.Venue).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Venue(group, perUnitUsd)).ToList();
            var floorsUsd = venues.Select(venue => context.Model.Allocation.StandaloneFloor * venue.StandaloneUsd).ToArray();
            var scale = AllocationFloor.Scale(figure.InitialMarginUsd, floorsUsd);
            var allocatedUsd = AllocationFloor.Raise(figure.InitialMarginUsd, [.. venues.Select(venue => venue.EulerUsd)], floorsUsd);
            return new(
                owner,
                figure.InitialMarginUsd,
                scale,
                Units(netted, figure),
                [.. venues.Select((venue, v) => venue with { FloorUsd = scale * floorsUsd[v], AllocatedUsd = allocatedUsd[v] })]);
        }

        private double[] PerUnitUsd(PortfolioLots netted, MarginFigure figure)
        {
            var weights = ScanWeights.Of(margin.PnlUsd(netted), stressCount, figure, context.Model.Requirement.EsConfidence);
            return margin.InitialPerUnitUsd(netted, weights);
        }

        private VenueAllocation Venue(IGrouping<string, AccountPortfolio> accounts, double[] perUnitUsd)
        {
            var lots = margin.Compile(accounts.Key, accounts);
            var figure = margin.Figure(lots);
            var shares = accounts.OrderBy(account => account.Key, StringComparer.Ordinal).Select(account => Share(account, perUnitUsd)).ToImmutableArray();
            return new(accounts.Key, shares.Sum(share => share.EulerUsd), figure.InitialMarginUsd, 0, 0, Units(lots, figure), shares);
        }

        private AccountShare Share(AccountPortfolio account, double[] perUnitUsd)
        {
            var lots = margin.Compile(account.Key, [account]);
            var legs = lots.Slots.Select((slot, i) => new LegShare(margin.Instruments[slot].Name, lots.Lots[i], lots.Lots[i] * perUnitUsd[slot])).ToImmutableArray();
            return new(account.Key, legs.Sum(leg => leg.EulerUsd), legs);
        }

        private UniversalRiskUnits Units(PortfolioLots lots, MarginFigure figure) =>
            UniversalRiskUnits.Of(margin.PnlUsd(lots), stressCount, figure.InitialMarginUsd, version);
    }
}

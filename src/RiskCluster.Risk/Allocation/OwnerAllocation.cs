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
        return Of(context.Model, margin, margin.Compile(owner, accounts), [.. accounts.Select(account => (account.Venue, margin.Compile(account.Key, [account])))]);
    }

    /// <summary>Splits the requirement of an owner whose accounts are compiled already.</summary>
    /// <param name="model">The model that <paramref name="margin"/> was made of.</param>
    /// <param name="margin">In the market that is asked about.</param>
    /// <param name="netted">All accounts together.</param>
    /// <param name="accounts">Each by itself, and its venue.</param>
    /// <exception cref="UnpricedInstrumentException">A lot has no price.</exception>
    public static OwnerAllocation Of(RiskModel model, PortfolioMargin margin, PortfolioLots netted, IReadOnlyList<(string Venue, PortfolioLots Lots)> accounts)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(margin);
        ArgumentNullException.ThrowIfNull(netted);
        ArgumentNullException.ThrowIfNull(accounts);
        return new Split(model, margin).Run(netted, accounts);
    }

    private sealed class Split(RiskModel model, PortfolioMargin margin)
    {
        private readonly int stressCount = margin.Arrays.Scenarios.StressCount;
        private readonly string version = UniversalRiskUnits.VersionOf(model, margin.Arrays.Scenarios);

        public OwnerAllocation Run(PortfolioLots netted, IReadOnlyList<(string Venue, PortfolioLots Lots)> accounts)
        {
            var figure = margin.Figure(netted);
            var perUnitUsd = PerUnitUsd(netted, figure, [.. accounts.SelectMany(account => account.Lots.Slots).Distinct()]);
            var venues = accounts.GroupBy(account => account.Venue, account => account.Lots).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Venue(group, perUnitUsd)).ToList();
            var floorsUsd = venues.Select(venue => model.Allocation.StandaloneFloor * venue.StandaloneUsd).ToArray();
            var scale = AllocationFloor.Scale(figure.InitialMarginUsd, floorsUsd);
            var allocatedUsd = AllocationFloor.Raise(figure.InitialMarginUsd, [.. venues.Select(venue => venue.EulerUsd)], floorsUsd);
            return new(
                netted.Key,
                figure.InitialMarginUsd,
                scale,
                Units(netted, figure),
                [.. venues.Select((venue, v) => venue with { FloorUsd = scale * floorsUsd[v], AllocatedUsd = allocatedUsd[v] })]);
        }

        private Dictionary<int, double> PerUnitUsd(PortfolioLots netted, MarginFigure figure, int[] slots)
        {
            var weights = ScanWeights.Of(margin.PnlUsd(netted), stressCount, figure, model.Requirement.EsConfidence);
            var perUnitUsd = margin.InitialPerUnitUsd(netted, weights, slots);
            return slots.Zip(perUnitUsd).ToDictionary(item => item.First, item => item.Second);
        }

        private VenueAllocation Venue(IGrouping<string, PortfolioLots> accounts, Dictionary<int, double> perUnitUsd)
        {
            var lots = margin.Net(accounts.Key, accounts);
            var figure = margin.Figure(lots);
            var shares = accounts.OrderBy(account => account.Key, StringComparer.Ordinal).Select(account => Share(account, perUnitUsd)).ToImmutableArray();
            return new(accounts.Key, shares.Sum(share => share.EulerUsd), figure, 0, 0, Units(lots, figure), shares);
        }

        private AccountShare Share(PortfolioLots lots, Dictionary<int, double> perUnitUsd)
        {
            var legs = lots.Slots.Select((slot, i) => new LegShare(margin.Instruments[slot].Name, lots.Lots[i], lots.Lots[i] * perUnitUsd[slot])).ToImmutableArray();
            return new(lots.Key, legs.Sum(leg => leg.EulerUsd), legs);
        }

        private UniversalRiskUnits Units(PortfolioLots lots, MarginFigure figure) =>
            UniversalRiskUnits.Of(margin.PnlUsd(lots), stressCount, figure.InitialMarginUsd, version);
    }
}

using System.Collections.Immutable;
using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Risk.Allocation;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Figures;

/// <summary>The full margin report of an account or owner, out of the board's own arrays: every figure is the board's to the last digit, rounded once.</summary>
internal static class MarginReports
{
    private const int ShareDigits = 12;

    // The model has vega for 1.00 of volatility, the API for a point of it.
    private const double VolPointsPerUnit = 100;

    /// <summary>The report of a portfolio. One that has no figure says why, and of its numbers only what open orders have reserved.</summary>
    public static MarginReport Of(BoardReading reading)
    {
        var summary = reading.Figure.Summary();
        if (reading.Figure.Figure is not { } figure) return new(summary, reading.Owner, null, null, null, null, null, null, reading.ReservedUsd, null, [], [], [], null, null, null, null);
        var report = new PortfolioReporter(reading.Margin, reading.Context.Model).Report(reading.Lots);
        var allocation = Allocation(reading);
        var requirement = summary.InitialMargin!.Value;
        var standaloneUsd = reading.Accounts.Length == 1 ? figure.InitialMarginUsd : reading.Accounts.Sum(account => reading.Margin.Figure(account).InitialMarginUsd);
        var benefitUsd = standaloneUsd - figure.InitialMarginUsd;
        return new(
            summary,
            reading.Owner,
            UsdRounding.Requirement(figure.StressLossUsd),
            report.WorstScenario,
            UsdRounding.Requirement(figure.ValueAtRiskUsd),
            UsdRounding.Requirement(figure.ExpectedShortfallUsd),
            UsdRounding.Requirement(figure.Contingencies.InitialUsd),
            UsdRounding.Requirement(figure.Unwind.CostUsd),
            reading.ReservedUsd,
            UsdRounding.Requirement(report.GrossNotionalUsd),
            [.. report.Greeks.Select(item => new Greeks(item.Underlying, item.DeltaCoin, item.GammaPerUsd, item.VegaUsd / VolPointsPerUnit, item.ThetaUsdPerDay))],
            ByUnderlying(reading, report, requirement),
            ByVenue(allocation, requirement),
            new(UsdRounding.Requirement(report.FixedPercentageUsd), UsdRounding.Requirement(report.DeltaBasedUsd), UsdRounding.Requirement(standaloneUsd)),
            UsdRounding.Equity(benefitUsd),
            standaloneUsd > 0 ? decimal.Round((decimal)(benefitUsd / standaloneUsd), ShareDigits) : 0,
            Units(allocation.Units));
    }

    /// <summary>Where the requirement of a portfolio that has a figure is to be held.</summary>
    /// <exception cref="UnpricedInstrumentException">It has none.</exception>
    public static OwnerAllocation Allocation(BoardReading reading) =>
        OwnerAllocation.Of(reading.Context.Model, reading.Margin, reading.Lots, [.. reading.Accounts.Select(account => (KeyName.VenueOf(account.Key), account))]);

    private static List<PartMargin> ByUnderlying(BoardReading reading, PortfolioReport report, decimal requirement)
    {
        var underlyings = report.Greeks.Select(item => item.Underlying).ToList();
        var slots = reading.Margin.Instruments;
        var allocated = Shared(requirement, [.. underlyings.Select(name => report.Lots.Where((_, i) => slots[reading.Lots.Slots[i]].Underlying == name).Sum(lot => lot.ContributionUsd))]);
        return [.. underlyings.Select((name, i) =>
        {
            var alone = reading.Margin.Figure(reading.Lots.OfUnderlying(name));
            return new PartMargin(name, allocated[i], UsdRounding.Requirement(alone.InitialMarginUsd), UsdRounding.Requirement(alone.MaintenanceMarginUsd), null);
        })];
    }

    private static List<PartMargin> ByVenue(OwnerAllocation allocation, decimal requirement)
    {
        var allocated = Shared(requirement, [.. allocation.Venues.Select(venue => venue.AllocatedUsd)]);
        return [.. allocation.Venues.Select((venue, i) => new PartMargin(
            venue.Venue,
            allocated[i],
            UsdRounding.Requirement(venue.Standalone.InitialMarginUsd),
            UsdRounding.Requirement(venue.Standalone.MaintenanceMarginUsd),
            UsdRounding.Equity(venue.Standalone.EquityUsd)))];
    }

    private static RiskUnits Units(UniversalRiskUnits units) =>
        new(UsdRounding.Requirement(units.Units), units.RequirementPerUnit is { } perUnit ? decimal.Round((decimal)perUnit, ShareDigits) : null, units.Version);

    // Rounded shares have to add up to the rounded requirement: what rounding leaves over goes to the largest.
    private static ImmutableArray<decimal> Shared(decimal requirement, ImmutableArray<double> sharesUsd)
    {
        if (sharesUsd.IsEmpty) return [];
        var rounded = sharesUsd.Select(UsdRounding.Equity).ToArray();
        var largest = sharesUsd.IndexOf(sharesUsd.Max());
        rounded[largest] += requirement - rounded.Sum();
        return [.. rounded];
    }
}

using RiskCluster.Cli.Output;
using RiskCluster.Risk.Allocation;
using RiskCluster.Risk.WhatIf;
using Spectre.Console;

namespace RiskCluster.Cli.Margining;

/// <summary>Allocation, reverse stress and hedge as tables for people.</summary>
internal static class OwnerAnswerTables
{
    public static void Write(IAnsiConsole console, IReadOnlyList<OwnerAnswer> answers, bool explain)
    {
        foreach (var answer in answers)
        {
            if (explain) WriteAllocation(console, answer.Allocation);
            if (answer.Stress is { } stress) console.Write(Stress(answer.Owner, stress));
            if (answer.Hedge is { } hedge) console.WriteLine(Hedge(answer.Owner, hedge));
        }
    }

    private static void WriteAllocation(IAnsiConsole console, OwnerAllocation allocation)
    {
        var units = allocation.Units;
        var table = Terminal.Table($"{allocation.Owner}: where {Format.Usd(allocation.RequirementUsd)} is to be held", "venue", "#standalone IM", "#Euler share", "#floor", "#to hold");
        foreach (var venue in allocation.Venues)
            Terminal.Row(table, venue.Venue, Format.Usd(venue.StandaloneUsd), Format.Usd(venue.EulerUsd), Format.Usd(venue.FloorUsd), Format.Usd(venue.AllocatedUsd));
        console.Write(table);
        if (allocation.FloorScale < 1) console.WriteLine($"Floors are scaled to {Format.Percent(allocation.FloorScale)}: together they exceed the requirement.");
        if (units.RequirementPerUnit is { } perUnit) console.WriteLine($"{Format.Usd(units.Units)} Universal Risk Units at {Format.Amount(perUnit)} USD each, version {units.Version[..12]}.");
    }

    private static Table Stress(string owner, ReverseStress stress)
    {
        var title = stress.IsBreached ? $"{owner} is below its maintenance margin already" : $"{owner}: the smallest move of spot that breaches maintenance margin";
        var table = Terminal.Table(title, "moving together", "#down", "#up", "#equity = MM at the nearer");
        foreach (var direction in stress.Directions)
        {
            Terminal.Row(
                table,
                string.Join(" + ", direction.Underlyings),
                Move(direction.Down, stress.Range.LowestMove),
                Move(direction.Up, stress.Range.HighestMove),
                direction.Nearest is { } nearest ? Format.Usd(nearest.MaintenanceMarginUsd) : "");
        }

        return table;
    }

    private static string Move(BreachPoint? point, double farthest) => point is null ? $"none to {Format.Percent(farthest)}" : Format.Percent(point.Move);

    private static string Hedge(string owner, CheapestHedge hedge)
    {
        var asked = $"{owner}: {Format.Usd(hedge.TargetUsd)} USD of {Format.Usd(hedge.InitialMarginUsd)} initial margin";
        if (hedge.Best is { } best) return $"{asked} are freed by {Verb(best)} for {Format.Usd(best.CostUsd)} USD, the cheapest of {hedge.CandidateCount} candidates.";
        return hedge.Most is { } most
            ? $"{asked} are freed by no single trade in {hedge.CandidateCount} candidates; the most is {Format.Usd(most.FreedUsd)}, by {Verb(most)} for {Format.Usd(most.CostUsd)} USD."
            : $"{asked} are freed by no single trade in {hedge.CandidateCount} candidates.";
    }

    private static string Verb(HedgeTrade trade) => $"{(trade.Quantity < 0 ? "selling" : "buying")} {Format.Amount(Math.Abs(trade.Quantity))} {trade.Instrument}";
}

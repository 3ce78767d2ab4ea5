using System.Globalization;
using RiskCluster.Cli.Output;
using RiskCluster.Core.Unwinds;
using Spectre.Console;

namespace RiskCluster.Cli.Demo;

/// <summary>What the demo prints of its unwinds.</summary>
internal static class UnwindTables
{
    /// <summary>All unwinds by outcome, and what they cost over the least that was possible.</summary>
    public static void WriteOutcomes(IAnsiConsole console, IReadOnlyList<UnwindStory> stories)
    {
        if (stories.Count == 0) return;
        console.WriteLine();
        console.Write(new Rule("Unwinds of the crash") { Justification = Justify.Left });
        var table = Terminal.Table("By outcome (USD)", "outcome", "#unwinds", "#fills", "#traded", "#cost", "#best possible", "#MM before", "#equity", "#MM after", "#equity", "#shortfall");
        foreach (var group in stories.GroupBy(story => story.Outcome).OrderBy(group => group.Key))
            Terminal.Row(
                table,
                Core.Turns.Reasons.Of(group.Key),
                $"{group.Count()}",
                $"{group.Sum(story => story.Fills)}",
                Usd(group.Sum(story => story.MovedUsd)),
                Usd(group.Sum(story => story.CostUsd)),
                Usd(group.Sum(story => story.BestPossibleUsd)),
                Usd(group.Sum(story => story.Before.MaintenanceMarginUsd)),
                Usd(group.Sum(story => story.Before.EquityUsd)),
                Usd(group.Sum(story => story.After.MaintenanceMarginUsd)),
                Usd(group.Sum(story => story.After.EquityUsd)),
                Usd(group.Sum(story => story.DeficitUsd)));
        console.Write(table);
        var recovered = stories.Where(story => story.Outcome == UnwindStatus.Recovered).ToList();
        var (costUsd, bestUsd) = (recovered.Sum(story => story.CostUsd), recovered.Sum(story => story.BestPossibleUsd));
        if (bestUsd > 0) console.WriteLine(FormattableString.Invariant($"Recovering took {recovered.Sum(story => story.Steps)} steps and cost {costUsd / bestUsd:0.00} x what no way of closing parts of the same books can go below, as they stood when they were first planned."));
    }

    /// <summary>The course of the unwind that went over most venues in most trades.</summary>
    public static void WriteCourse(IAnsiConsole console, IReadOnlyList<UnwindStory> stories)
    {
        if (stories.Where(item => item.Fills > 1).OrderByDescending(item => item.Venues).ThenByDescending(item => item.Fills).FirstOrDefault() is not { } story) return;
        var table = Terminal.Table(
            $"The unwind of {story.Owner} (USD; prices as the venue quotes them, options in coin)", "UTC", "#step", "venue", "instrument", "#quantity", "#price", "#initial margin", "#maintenance", "#equity");
        var from = DateTimeOffset.FromUnixTimeMilliseconds(story.Before.Inputs.TimestampMs);
        Terminal.Row(table, Time(from), "", "", "breach confirmed", "", "", Usd(story.Before.InitialMarginUsd), Usd(story.Before.MaintenanceMarginUsd), Usd(story.Before.EquityUsd));
        foreach (var moment in story.Moments)
        {
            var at = Time(DateTimeOffset.FromUnixTimeMilliseconds(moment.AtMs));
            if (moment.Leg is { } leg)
                Terminal.Row(table, at, $"{moment.Step}", leg.Venue(), leg.Instrument, Format.Amount((double)moment.Quantity), moment.Price.ToString("#,##0.######", CultureInfo.InvariantCulture), "", "", "");
            else if (moment.Figures is { } figures)
                Terminal.Row(table, at, $"{moment.Step}", "", "margin cycle", "", "", Usd(figures.InitialMarginUsd), Usd(figures.MaintenanceMarginUsd), Usd(figures.EquityUsd));
        }

        console.Write(table);
        console.WriteLine($"{story.Owner}: {Core.Turns.Reasons.Of(story.Outcome)} after {story.Steps} steps and {story.Fills} fills; cost {Usd(story.CostUsd)} USD, no less than {Usd(story.BestPossibleUsd)} was possible.");
    }

    private static string Usd(decimal usd) => Format.Usd((double)usd);

    private static string Time(DateTimeOffset at) => at.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

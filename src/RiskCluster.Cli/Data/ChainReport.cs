using System.Globalization;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using Spectre.Console;

namespace RiskCluster.Cli.Data;

/// <summary>The table of <c>data show</c>.</summary>
internal static class ChainReport
{
    private const int Width = 140;

    public static void Write(ImportedChain chain, TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No };
        var console = AnsiConsole.Create(settings);
        if (!isTerminal) console.Profile.Width = Width;
        foreach (var (market, build) in chain.Chains.Zip(chain.Builds)) console.Write(TableOf(market, build));

        var errors = chain.Errors;
        var (fitted, repaired, refused) = (chain.Count(SliceStatus.Fitted), chain.Count(SliceStatus.Repaired), chain.Count(SliceStatus.Refused));
        output.WriteLine(FormattableString.Invariant($"{chain.Options} options, {chain.Expiries} expiries: {fitted} fitted, {repaired} repaired, {refused} refused"));
        output.WriteLine("p50, p95: surface against mark vols in vol points, out-of-the-money options within the wing clamp; g and calendar: before repair");
        var all = FormattableString.Invariant($"median {100 * errors.MedianVol:F3}, 95th percentile {100 * errors.Percentile95Vol:F2} of all {errors.Quotes}");
        var within = FormattableString.Invariant($"95th percentile {100 * errors.Percentile95WithinWingsVol:F2} of the {errors.WithinWings} within the clamp");
        output.WriteLine($"over two days to expiry: {all}, {within}");
    }

    private static Table TableOf(OptionChain chain, MarketBuild build)
    {
        var title = FormattableString.Invariant($"{chain.Underlying} at {chain.AsOf}, index {chain.IndexPriceUsd:F2} USD");
        var table = new Table().Title(title).Border(TableBorder.Simple);
        foreach (var column in new[] { "expiry", "days", "forward", "from", "options", "ATM vol %", "p50", "p95", "slice", "butterfly g", "calendar" })
            table.AddColumn(new TableColumn(column) { NoWrap = true, Alignment = column is "expiry" or "from" or "slice" ? Justify.Left : Justify.Right });
        foreach (var (expiry, fit) in chain.Expiries.Zip(build.Fits)) table.AddRow(RowOf(chain, expiry, fit, build.Snapshot));
        return table;
    }

    private static string[] RowOf(OptionChain chain, ChainExpiry expiry, ExpiryFit fit, MarketSnapshot snapshot)
    {
        var forward = fit.Forward.ForwardUsd;
        var errors = SurfaceErrors.Of(expiry, snapshot);
        return
        [
            InstrumentName.FormatExpiry(expiry.Expiry),
            Format(365 * chain.AsOf.YearsUntil(expiry.Expiry), "F2"),
            Format(forward, "F2"),
            fit.Forward.Source switch { ForwardSource.PutCallParity => "parity", ForwardSource.FutureMark => "future", _ => "index" },
            Format(expiry.Quotes.Length, "F0"),
            Format(100 * snapshot.Surface.Vol(forward, forward, expiry.Expiry), "F2"),
            Format(100 * errors.MedianWithinWingsVol, "F3"),
            Format(100 * errors.Percentile95WithinWingsVol, "F3"),
            fit.Status == SliceStatus.Refused ? $"refused: {fit.Refusal}" : fit.Status.ToString(),
            Format(fit.ButterflyBefore.Value, "F4"),
            Format(fit.CalendarBefore.Value, "E1"),
        ];
    }

    private static string Format(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
}

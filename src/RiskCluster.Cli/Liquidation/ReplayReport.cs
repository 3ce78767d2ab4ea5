using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Unwinding;
using Spectre.Console;

namespace RiskCluster.Cli.Liquidation;

/// <summary>The outcome of a replay, for people and machines.</summary>
internal static class ReplayReport
{
    /// <summary>First unwinds start from the same books; all unwinds are what followed from each way.</summary>
    private static readonly (string Name, string Title, Func<ReplayArm, IReadOnlyCollection<ReplayUnwind>> Select)[] Views =
    [
        ("first_unwinds", "First unwind of every owner: the same book in the same market, two ways", arm => [.. arm.Unwinds.Where(unwind => unwind.IsFirst)]),
        ("all_unwinds", "All unwinds until the end of the crash", arm => arm.Unwinds),
    ];

    /// <summary>Two tables, one column a way, and what seeing all venues saves.</summary>
    public static void WriteTables(IAnsiConsole console, CrashReplay replay, ReplayOptions options)
    {
        var opening = replay.Path.Opening;
        console.WriteLine(FormattableString.Invariant(
            $"{replay.Accounts} accounts of {options.Owners} owners, equity {options.Leverage:0.##} x maintenance margin, unwound to {1 + options.BufferShare:0.##} x; {replay.Path.Observations.Count - 1} legs of {options.Ticks} ticks"));
        console.WriteLine($"{string.Join(", ", opening.Zip(replay.Path.Observations[^1]).Select(pair => $"{pair.First.Underlying} {Format.Price(pair.First.IndexPrice)} to {Format.Price(pair.Second.IndexPrice)}"))}");
        foreach (var (_, title, select) in Views)
        {
            var (joint, apart) = (ReplayTotals.Of(select(replay.Joint)), ReplayTotals.Of(select(replay.VenueByVenue)));
            var table = Terminal.Table(title, "", "#across venues", "#venue by venue");
            foreach (var (name, text) in Rows) Terminal.Row(table, name, text(joint), text(apart));
            console.Write(table);
            if (apart.Cost.TotalUsd > 0)
                console.WriteLine(FormattableString.Invariant($"Across venues costs {joint.Cost.TotalUsd / apart.Cost.TotalUsd:P1} of venue by venue."));
        }
    }

    /// <summary>One document: options, and every total of both ways.</summary>
    public static void WriteJson(TextWriter output, CrashReplay replay, ReplayOptions options) => JsonAnswer.WriteDocument(output, json =>
    {
        json.WriteNumber("accounts", replay.Accounts);
        json.WriteNumber("owners", options.Owners);
        json.WriteNumber("leverage", options.Leverage);
        json.WriteNumber("buffer", options.BufferShare);
        json.WriteNumber("ticks", options.Ticks);
        json.WriteNumber("seed", options.Seed);
        foreach (var (name, _, select) in Views)
            json.WriteObjects(name, [replay.Joint, replay.VenueByVenue], arm =>
            {
                json.WriteString("way", arm.Name);
                Write(json, ReplayTotals.Of(select(arm)));
            });
        json.WriteObjects("unwinds", new[] { replay.Joint, replay.VenueByVenue }.SelectMany(arm => arm.Unwinds.Select(unwind => (arm, unwind))), item => Write(json, item.arm, item.unwind));
    });

    private static readonly (string Name, Func<ReplayTotals, string> Text)[] Rows =
    [
        ("owners unwound", totals => Format.Usd(totals.Owners)),
        ("recovered", totals => Format.Percent(totals.RecoveredShare)),
        ("unwinds / steps / orders", totals => $"{totals.Unwinds} / {totals.Steps} / {totals.Orders}"),
        ("traded, USD", totals => Format.Usd(totals.Cost.NotionalUsd)),
        ("cost, USD", totals => Format.Usd(totals.Cost.TotalUsd)),
        ("  half-spread", totals => Format.Usd(totals.Cost.HalfSpreadUsd)),
        ("  walk", totals => Format.Usd(totals.Cost.WalkUsd)),
        ("  market impact", totals => Format.Usd(totals.Cost.ImpactUsd)),
        ("  vega spread", totals => Format.Usd(totals.Cost.VegaSpreadUsd)),
        ("market impact, basis points", totals => totals.ImpactBasisPoints.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)),
        ("best possible, USD", totals => Format.Usd(totals.BestPossibleUsd)),
        ("cost over the best possible", totals => totals.CostOverBest?.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture) ?? "-"),
        ("shortfall, USD", totals => Format.Usd(totals.ShortfallUsd)),
    ];

    private static void Write(Utf8JsonWriter json, ReplayTotals totals)
    {
        json.WriteNumber("owners", totals.Owners);
        json.WriteNumber("recovered_share", totals.RecoveredShare);
        json.WriteNumber("unwinds", totals.Unwinds);
        json.WriteNumber("steps", totals.Steps);
        json.WriteNumber("orders", totals.Orders);
        Write(json, totals.Cost);
        json.WriteNumber("impact_basis_points", totals.ImpactBasisPoints);
        json.WriteNumber("best_possible_usd", totals.BestPossibleUsd);
        if (totals.CostOverBest is { } ratio) json.WriteNumber("cost_over_best", ratio);
        json.WriteNumber("shortfall_usd", totals.ShortfallUsd);
    }

    private static void Write(Utf8JsonWriter json, ReplayArm arm, ReplayUnwind unwind)
    {
        json.WriteString("way", arm.Name);
        json.WriteNumber("as_of_ms", unwind.AsOf.Milliseconds);
        json.WriteString("owner", unwind.Plan.Owner);
        json.WriteBoolean("first", unwind.IsFirst);
        json.WriteString("status", Snake(unwind.Plan.Status));
        json.WriteNumber("steps", unwind.Plan.Steps.Length);
        json.WriteNumber("orders", unwind.Plan.Steps.Sum(step => step.Orders.Length));
        json.WriteNumber("maintenance_margin_before_usd", unwind.Plan.Before.MaintenanceMarginUsd);
        json.WriteNumber("equity_before_usd", unwind.Plan.Before.EquityUsd);
        json.WriteNumber("maintenance_margin_after_usd", unwind.Plan.After.MaintenanceMarginUsd);
        json.WriteNumber("equity_after_usd", unwind.Plan.After.EquityUsd);
        Write(json, unwind.Plan.Cost);
        json.WriteNumber("best_possible_usd", unwind.Plan.BestPossibleUsd);
    }

    private static void Write(Utf8JsonWriter json, TradingCost cost)
    {
        json.WriteNumber("traded_usd", cost.NotionalUsd);
        json.WriteNumber("cost_usd", cost.TotalUsd);
        json.WriteNumber("half_spread_usd", cost.HalfSpreadUsd);
        json.WriteNumber("walk_usd", cost.WalkUsd);
        json.WriteNumber("impact_usd", cost.ImpactUsd);
        json.WriteNumber("vega_spread_usd", cost.VegaSpreadUsd);
    }

    private static string Snake(UnwindPlanStatus status) => status == UnwindPlanStatus.NoStepLowers ? "no_step_lowers" : status.ToString().ToLowerInvariant();
}

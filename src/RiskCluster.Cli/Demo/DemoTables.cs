using RiskCluster.Cli.Margining;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;
using Spectre.Console;

namespace RiskCluster.Cli.Demo;

/// <summary>What the demo prints.</summary>
internal static class DemoTables
{
    public static void WriteSetting(IAnsiConsole console, DemoMarket path, RiskModel model, MarketCalibration calibration, ScenarioSet scenarios, DailyHistory history)
    {
        var fits = path.Builds.SelectMany(build => build.Fits).ToList();
        console.WriteLine($"Market: {path.Observations.Count} real option chains from {path.Opening[0].AsOf} to {path.End}; {fits.Count} smiles: "
            + string.Join(", ", Enum.GetValues<SliceStatus>().Select(status => $"{fits.Count(fit => fit.Status == status)} {status.ToString().ToLowerInvariant()}")) + ".");
        var lastDay = history.Day(history.DayCount - 1);
        console.WriteLine($"Model: {model.Name} version {model.Version}, {scenarios.Count} scenarios ({scenarios.StressCount} stress, {scenarios.Count - scenarios.StressCount} historical), "
            + $"calibrated on daily closes from {history.FirstDay:yyyy-MM-dd} to {lastDay:yyyy-MM-dd}.");
        foreach (var window in calibration.Windows.Where(window => window.IsAbsent)) console.WriteLine($"        stressed window {window.Window.Name}: no closes before the market's time, left out.");
        for (var u = 0; u < calibration.Underlyings.Length; u++)
            console.WriteLine($"        {calibration.Underlyings[u]}: price range +-{Format.Percent(calibration.Ranges[u].Range)}, forecast vol {Format.Percent(calibration.ForecastVolsDaily[u] * Math.Sqrt(365))} a year.");
    }

    public static void WriteBook(IAnsiConsole console, MarginDesk desk)
    {
        var table = Terminal.Table("The book, before the crash (USD)", "venue", "#accounts", "#lots", "#gross notional", "#initial margin", "#fixed %", "#delta-based");
        foreach (var venue in desk.Accounts.GroupBy(account => account.Venue).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var reports = venue.Select(account => desk.Report(desk.Book.Find(account.Key))).ToList();
            Terminal.Row(
                table,
                venue.Key,
                Format.Usd(reports.Count),
                Format.Usd(reports.Sum(report => report.Lots.Length)),
                Format.Usd(reports.Sum(report => report.GrossNotionalUsd)),
                Format.Usd(reports.Sum(report => report.Figure.InitialMarginUsd)),
                Format.Usd(reports.Sum(report => report.FixedPercentageUsd)),
                Format.Usd(reports.Sum(report => report.DeltaBasedUsd)));
        }

        console.Write(table);
        var owners = desk.Accounts.Select(account => account.Owner).Distinct().ToList();
        var standalone = Enumerable.Range(0, desk.Book.AccountCount).Sum(account => desk.Cycle.Figure(account).InitialMarginUsd);
        var netted = owners.Sum(owner => desk.Cycle.Figure(desk.OwnerPortfolio(owner)).InitialMarginUsd);
        console.WriteLine($"{owners.Count} owners: initial margin {Format.Usd(standalone)} account by account, {Format.Usd(netted)} netted across venues.");
    }

    public static void WriteOwner(IAnsiConsole console, MarginDesk desk, string when)
    {
        var owner = OwnerReport.Of(desk, FollowedOwner.Name);
        console.WriteLine();
        console.Write(new Rule(Markup.Escape($"Owner {owner.Owner} {when}")) { Justification = Justify.Left });
        foreach (var lot in owner.Accounts.SelectMany(account => account.Lots.Select(lot => (account.Key, Lot: lot))))
            console.WriteLine($"  {lot.Key,-18} {Format.Amount(lot.Lot.Quantity),14} {lot.Lot.Instrument}");
        console.Write(MarginTables.Portfolios("Each account standing alone, then netted (USD)", [.. owner.Accounts, owner.Netted]));
        console.Write(MarginTables.Baselines("The same positions under other rules (USD)", [.. owner.Accounts, owner.Netted]));
        console.Write(MarginTables.Greeks("Greeks", [.. owner.Accounts.Append(owner.Netted).SelectMany(report => report.Greeks.Select(greeks => (report.Key, greeks)))]));
        console.WriteLine($"Standalone sum {Format.Usd(owner.StandaloneInitialUsd)}, netted {Format.Usd(owner.Netted.Figure.InitialMarginUsd)}: "
            + $"netting frees {Format.Usd(owner.NettingBenefitUsd)} ({Format.Percent(owner.NettingBenefit)}). "
            + "Cash stays on its venue: an account may be short alone while its owner is covered.");
    }

    public static void WriteReplay(IAnsiConsole console, DemoReplay replay)
    {
        var table = Terminal.Table(
            $"The crash, at each real chain (USD; {replay.Moments[0].Owners.Values.Sum()} owners by state, then {FollowedOwner.Name})",
            "UTC",
            "#BTC",
            "#ETH",
            "#all IM",
            "#restricted",
            "#liquidating",
            "#bankrupt",
            "#its IM",
            "#its equity",
            "its state");
        foreach (var moment in replay.Moments)
        {
            Terminal.Row(
                table,
                moment.AsOf.ToUtc().ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
                Format.Usd(moment.IndexUsd[0]),
                Format.Usd(moment.IndexUsd[1]),
                Format.Usd(moment.InitialMarginUsd),
                Format.Usd(moment.Owners[MarginState.Restricted]),
                Format.Usd(moment.Owners[MarginState.Liquidating]),
                Format.Usd(moment.Owners[MarginState.Bankrupt]),
                Format.Usd(moment.Followed.InitialMarginUsd),
                Format.Usd(moment.Followed.EquityUsd),
                MarginTables.StateName(moment.Followed.State));
        }

        console.Write(table);
    }

    public static void WriteEnd(IAnsiConsole console, MarginDesk desk, DemoMarket path, DailyHistory history, DemoReplay replay, TimeSpan elapsed)
    {
        console.WriteLine();
        console.Write(new Rule("What was done") { Justification = Justify.Left });
        console.WriteLine($"Margined: {desk.Book.AccountCount} accounts and {desk.Book.PortfolioCount - desk.Book.AccountCount} owners of several, {Enumerable.Range(0, desk.Book.PortfolioCount).Sum(portfolio => desk.Book.LotsOf(portfolio).Lots.Length)} lots in {desk.Instruments.Length} instruments, "
            + $"{desk.Arrays.ScenarioCount} scenarios each, on {replay.Ticks} ticks.");
        console.WriteLine($"Tick to last margin: p50 {Format.Milliseconds(replay.PercentileMilliseconds(0.5))}, p99 {Format.Milliseconds(replay.PercentileMilliseconds(0.99))} "
            + $"(refill of all risk arrays, netting, tails, decisions; smiles are fitted before a snapshot is published). {replay.Crossings} reports of an owner's changed state, every one decided in double; {replay.Updates} position updates.");
        console.WriteLine($"Data: option chains of BTC and ETH at {path.Observations.Count} times, daily closes {history.FirstDay:yyyy-MM-dd} to {history.Day(history.DayCount - 1):yyyy-MM-dd}; figures of real markets, nothing else is real.");
        console.WriteLine("Assumed: accounts are made up from a seed and hold "
            + $"{Format.Percent(DemoBook.OpenInterestShare)} of the real open interest of options that outlive the replay; perpetuals mark at the index, without funding;");
        console.WriteLine($"         between two chains prices move evenly in log under the earlier chain's smiles; each tick {DemoTraders.PerTick} accounts change a position by up to 5 %; nobody pays in. Venues and keepers are mocks: they trade between mark and limit, and some keepers die, lie or claim twice.");
        console.WriteLine($"Total time {elapsed.TotalSeconds:0.0} s.");
    }

    public static void WriteResumed(IAnsiConsole console, string file, int actors, (int Streams, long Events) recorded, TimeSpan recovery, int seen, int ticks) =>
        console.WriteLine($"Journal: {file} holds {recorded.Events} events of {recorded.Streams} actors; {actors} were brought back in {recovery.TotalSeconds:0.00} s. {seen} of {ticks} ticks are in it; the replay goes on from there.");

    public static void WriteJournal(IAnsiConsole console, string file, (int Streams, long Events) recorded, DemoCheck check)
    {
        console.WriteLine($"Journal: {recorded.Events} events of {recorded.Streams} actors in {file}; run again, or kill it and run again, and it goes on from there. Look inside with: riskcluster journal show --journal sqlite:{file}");
        console.WriteLine(check.Different == 0
            ? $"Check: the margins of {check.Compared} accounts and owners, computed anew from what the actors hold, are the board's to the last digit."
            : $"Check FAILED: {check.Different} of {check.Compared} margins differ from those computed anew from what the actors hold.");
    }
}

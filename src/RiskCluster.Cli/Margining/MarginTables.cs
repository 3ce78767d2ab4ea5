using RiskCluster.Cli.Output;
using RiskCluster.Risk.Margin;
using Spectre.Console;

namespace RiskCluster.Cli.Margining;

/// <summary>Margin figures as tables for people.</summary>
internal static class MarginTables
{
    public static void Write(IAnsiConsole console, MarginReport report, MarginDesk desk, bool explain)
    {
        var asOf = report.Calibration.AsOf;
        console.WriteLine($"Model {desk.Model.Name} version {desk.Model.Version}, {desk.Arrays.ScenarioCount} scenarios ({desk.Arrays.Scenarios.StressCount} stress), market of {asOf}. All figures USD.");
        console.Write(Portfolios("Accounts", report.Accounts));
        console.Write(Baselines("The same accounts under other rules", report.Accounts));
        console.Write(Owners(report.Owners));
        if (!explain) return;
        foreach (var portfolio in report.Owners.Select(owner => owner.Netted)) WriteExplanation(console, portfolio, desk.Model);
    }

    /// <summary>One row a portfolio: equity, requirement, excess, state.</summary>
    public static Table Portfolios(string title, IEnumerable<PortfolioReport> portfolios)
    {
        var table = Terminal.Table(title, "portfolio", "#equity", "#initial margin", "#maintenance margin", "#maintenance excess", "state");
        foreach (var portfolio in portfolios)
        {
            var figure = portfolio.Figure;
            Terminal.Row(
                table,
                portfolio.Key,
                Format.Usd(figure.EquityUsd),
                Format.Usd(figure.InitialMarginUsd),
                Format.Usd(figure.MaintenanceMarginUsd),
                Format.Usd(figure.MaintenanceExcessUsd),
                StateName(figure.State));
        }

        return table;
    }

    /// <summary>One row a portfolio: what the older rules would ask, and the scenario that hurts most.</summary>
    public static Table Baselines(string title, IEnumerable<PortfolioReport> portfolios)
    {
        var table = Terminal.Table(title, "portfolio", "#initial margin", "#fixed percentage", "#delta-based", "worst stress scenario");
        foreach (var portfolio in portfolios)
        {
            Terminal.Row(
                table,
                portfolio.Key,
                Format.Usd(portfolio.Figure.InitialMarginUsd),
                Format.Usd(portfolio.FixedPercentageUsd),
                Format.Usd(portfolio.DeltaBasedUsd),
                portfolio.WorstScenario);
        }

        return table;
    }

    /// <summary>One row an owner: the sum of its accounts against the netted figure.</summary>
    public static Table Owners(IEnumerable<OwnerReport> owners)
    {
        var table = Terminal.Table("Owners: accounts standing alone against one netted portfolio", "owner", "#accounts", "#sum of IM", "#netted IM", "#netted MM", "#benefit", "#share", "#equity", "state");
        foreach (var owner in owners)
        {
            var figure = owner.Netted.Figure;
            Terminal.Row(
                table,
                owner.Owner,
                Format.Amount(owner.Accounts.Count),
                Format.Usd(owner.StandaloneInitialUsd),
                Format.Usd(figure.InitialMarginUsd),
                Format.Usd(figure.MaintenanceMarginUsd),
                Format.Usd(owner.NettingBenefitUsd),
                Format.Percent(owner.NettingBenefit),
                Format.Usd(figure.EquityUsd),
                StateName(figure.State));
        }

        return table;
    }

    /// <summary>Sensitivities by underlying.</summary>
    public static Table Greeks(string title, IEnumerable<(string Portfolio, UnderlyingGreeks Greeks)> rows)
    {
        var table = Terminal.Table(title, "portfolio", "underlying", "#delta (coins)", "#gamma (coins/USD)", "#vega (USD/vol point)", "#theta (USD/day)");
        foreach (var (portfolio, greeks) in rows)
        {
            Terminal.Row(
                table,
                portfolio,
                greeks.Underlying,
                Format.Amount(greeks.DeltaCoin),
                FormattableString.Invariant($"{greeks.GammaPerUsd:0.0000e+0}"),
                Format.Usd(greeks.VegaUsd / 100),
                Format.Usd(greeks.ThetaUsdPerDay));
        }

        return table;
    }

    /// <summary>The state as the API spells it.</summary>
    public static string StateName(MarginState state) => state switch
    {
        MarginState.Healthy => "healthy",
        MarginState.Restricted => "restricted",
        MarginState.Liquidating => "liquidating",
        _ => "bankrupt",
    };

    private static Table Equity(PortfolioReport portfolio)
    {
        var table = Terminal.Table($"{portfolio.Key}: why its equity is {Format.Usd(portfolio.Figure.EquityUsd)}", "part", "#gross", "#counts", "haircuts and caps");
        var equity = portfolio.Equity;
        Terminal.Row(table, "cash", Format.Usd(equity.CashUsd), Format.Usd(equity.CashUsd), "");
        Terminal.Row(table, "options and spot", Format.Usd(equity.MarkValueUsd), Format.Usd(equity.MarkValueUsd), "at their marks");
        foreach (var value in equity.Collateral.Values.Prepend(equity.UnrealisedProfit))
            Terminal.Row(table, value.Name, Format.Usd(value.GrossUsd), Format.Usd(value.CountedUsd), string.Join("; ", value.Steps.Select(step => $"{step.Name} -{Format.Usd(step.TakenUsd)}")));
        return table;
    }

    private static Table Unwind(PortfolioReport portfolio)
    {
        var table = Terminal.Table($"{portfolio.Key}: getting rid of it", "underlying", "#net delta (coins)", "#days", "set by", "#trading", "#concentration", "liquidity");
        foreach (var item in portfolio.Unwind)
        {
            Terminal.Row(
                table,
                item.Underlying,
                Format.Amount(item.Cost.NetDeltaCoin),
                Format.Amount(item.Cost.Horizon.Days),
                item.Cost.Horizon.Limit.ToString().ToLowerInvariant(),
                Format.Usd(item.Cost.TradingUsd),
                Format.Usd(item.Cost.ConcentrationUsd),
                item.Market.DepthUnitsPerCoin == 1 ? "as the market tells" : "as the model governs");
        }

        return table;
    }

    private static void WriteExplanation(IAnsiConsole console, PortfolioReport portfolio, RiskModel model)
    {
        var figure = portfolio.Figure;
        var binding = figure.StressLossUsd >= figure.ExpectedShortfallUsd ? "stress loss" : "expected shortfall";
        var waterfall = Terminal.Table($"{portfolio.Key}: why {Format.Usd(figure.InitialMarginUsd)}", "step", "#USD", "from");
        Terminal.Row(waterfall, "stress loss", Format.Usd(figure.StressLossUsd), portfolio.WorstScenario);
        Terminal.Row(waterfall, "value at risk", Format.Usd(figure.ValueAtRiskUsd), $"{Format.Percent(model.Requirement.EsConfidence)} of the historical scenarios");
        Terminal.Row(waterfall, "expected shortfall", Format.Usd(figure.ExpectedShortfallUsd), "mean loss beyond it");
        Terminal.Row(waterfall, "scan requirement", Format.Usd(figure.ScanUsd), $"the larger of stress loss and expected shortfall: {binding}");
        // From here on the model's own waterfall, so that no component can be forgotten.
        foreach (var step in portfolio.Waterfall.SkipWhile(step => step.Name != "scan").Skip(1))
            Terminal.Row(waterfall, step.Name.Replace('_', ' '), Format.Usd(step.Usd), step.Rule);
        console.Write(waterfall);
        console.Write(Equity(portfolio));
        if (!portfolio.Unwind.IsEmpty) console.Write(Unwind(portfolio));
        console.Write(Greeks($"{portfolio.Key}: Greeks", portfolio.Greeks.Select(greeks => (portfolio.Key, greeks))));
        var lots = Terminal.Table($"{portfolio.Key}: share of each lot in the initial margin (a negative share hedges)", "instrument", "#size", "#delta (coins)", "#P&L in worst scenario", "#share of IM");
        foreach (var lot in portfolio.Lots.OrderByDescending(lot => lot.ContributionUsd))
            Terminal.Row(lots, lot.Instrument, Format.Amount(lot.Quantity), Format.Amount(lot.DeltaCoin), Format.Usd(lot.WorstScenarioPnlUsd), Format.Usd(lot.ContributionUsd));
        console.Write(lots);
    }
}

using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Margining;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Tests.Golden;

/// <summary>What the naive margin says of one portfolio: the same scenarios, every instrument repriced one scenario at a time, sums and rules as they read.</summary>
/// <param name="Place">Where the answer has it: <c>accounts/0</c>, <c>owners/0</c>.</param>
/// <param name="InitialUsd">Initial margin.</param>
/// <param name="MaintenanceUsd">Maintenance margin.</param>
/// <param name="EquityUsd">Equity.</param>
/// <param name="GrossUsd">What is at stake: the scale of rounding.</param>
internal sealed record NaiveAnswer(string Place, double InitialUsd, double MaintenanceUsd, double EquityUsd, double GrossUsd)
{
    /// <summary>Of every account and owner of the files; none where the model is made of components.</summary>
    public static IReadOnlyList<NaiveAnswer> Of(string portfolioFile, string marketFile, IReadOnlyList<string> arguments, IReadOnlyList<string> settings)
    {
        var model = arguments.SkipWhile(argument => argument != "--model").Skip(1).FirstOrDefault() ?? ModelTexts.DefaultModel;
        var text = ModelTexts.Compose(model, ModelTexts.Overrides(portfolioFile, settings));
        if (ModelTexts.IsMadeOfComponents(text)) return [];
        var inputs = MarginInputs.Read(new(portfolioFile, marketFile, DemoSample.History, model, text));
        return
        [
            .. inputs.Accounts.Select((account, i) => Of($"accounts/{i}", inputs, [account])),
            .. inputs.Accounts.GroupBy(account => account.Owner).Select((owner, i) => Of($"owners/{i}", inputs, [.. owner])),
        ];
    }

    /// <summary>The two agree on every portfolio to 1e-9.</summary>
    public void ShouldAgreeWith(System.Text.Json.Nodes.JsonNode answer)
    {
        // Amounts are rounded outwards to 1e-6 in the answer.
        var slack = 1e-6 + 1e-12 * GrossUsd;
        GoldenPath.Number(answer, $"{Place}/initial_margin").ShouldBe(InitialUsd, slack + 1e-9 * InitialUsd, $"{Place}: the naive margin");
        GoldenPath.Number(answer, $"{Place}/maintenance_margin").ShouldBe(MaintenanceUsd, slack + 1e-9 * MaintenanceUsd, $"{Place}: the naive margin");
        GoldenPath.Number(answer, $"{Place}/equity").ShouldBe(EquityUsd, slack + 1e-9 * Math.Abs(EquityUsd), $"{Place}: the naive equity");
    }

    private static NaiveAnswer Of(string place, MarginInputs inputs, IReadOnlyList<AccountPortfolio> accounts)
    {
        var lots = accounts.SelectMany(account => account.Positions)
            .GroupBy(position => position.Instrument)
            .Select(group => (Instrument: InstrumentName.Parse(group.Key), Lot: group.Sum(position => position.Quantity)))
            .ToList();
        var context = inputs.Context;
        var rules = context.Model.Requirement;
        var unwind = rules.Unwind is null ? default : NaiveUnwind.Charge(lots, context.Market, rules.Unwind);
        var scan = (1 + unwind.BufferFraction) * NaiveMargin.ScanUsd(NaiveMargin.PnlUsd(lots, context.Market, context.Scenarios), context.Scenarios, rules);
        var charge = NaiveMargin.Contingencies(lots, context.Market, rules.Contingencies);
        var gross = lots.Sum(lot => Math.Abs(lot.Lot) * NaiveRevaluation.NotionalUsd(lot.Instrument, context.Market.First(market => market.Underlying == lot.Instrument.Underlying)));
        return new(
            place,
            rules.InitialFactor * (scan + charge.InitialUsd + unwind.CostUsd),
            rules.MaintenanceFactor * (scan + charge.MaintenanceUsd(rules.Contingencies.MaintenanceShare) + (rules.Unwind?.MaintenanceShare ?? 0) * unwind.CostUsd),
            NaiveEquity.Usd(accounts, context.Market, context.Scenarios, rules, unwind.HorizonDays),
            gross + accounts.Sum(account => account.Collateral.Sum(pledge => Math.Abs(pledge.Quantity) * (pledge.SpotUsd ?? 0))));
    }
}

using System.Collections.Immutable;
using RiskCluster.Cli.Language;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Unwinding;

namespace RiskCluster.Cli.Bench;

/// <summary>What planning the unwind of a large book costs: an owner of 100 positions on three venues, 5 % short of maintenance margin.</summary>
internal static class PlanBench
{
    private const int Owners = 5;
    private const double EquityShare = 0.95;
    private const double BufferShare = 0.2;
    private static readonly ImmutableArray<string> Venues = ["atlas", "borealis", "cascade"];

    public static IEnumerable<BenchRow> Run(BenchOptions options)
    {
        var context = new MarginContext(RiskModel.Load(ModelTexts.DefaultModel), BenchWorkload.ScenarioSet(), [BenchWorkload.Market()]);
        var requests = BenchWorkload.Accounts(BenchWorkload.Instruments(1_000), Owners).Select(account => Levered(context, account)).ToList();
        var plans = requests.Select(request => UnwindPlanner.Plan(context, request)).ToList();
        var rounds = options.IsShort ? 1 : 5;
        var times = Interleaved.MedianNanoseconds(
            rounds,
            () => requests.ForEach(request => UnwindPlanner.Plan(context, request)),
            () => requests.ForEach(request => Figure(context, request.Accounts)));
        yield return new(
            "plan of an unwind of 100 positions / their margin from nothing, CPU",
            times[0] / times[1],
            BenchLimit.AtMost,
            100,
            FormattableString.Invariant($"{times[0] / Owners / 1e6:0.0} ms against {times[1] / Owners / 1e6:0.00} ms, {plans.Average(plan => plan.Steps.Length):0.0} steps of {plans.Average(plan => plan.Steps.Sum(step => step.Orders.Length)):0.0} orders on average"));
    }

    private static UnwindRequest Levered(MarginContext context, AccountPortfolio account)
    {
        ImmutableArray<AccountPortfolio> accounts =
        [
            .. Venues.Select((venue, number) => new AccountPortfolio(venue, "main", account.Owner, 0, [.. account.Positions.Where((_, i) => i % Venues.Length == number)])),
        ];
        var figure = Figure(context, accounts);
        return new(account.Owner, accounts.SetItem(0, accounts[0] with { CashUsd = EquityShare * figure.MaintenanceMarginUsd - figure.EquityUsd }), BufferShare);
    }

    private static MarginFigure Figure(MarginContext context, ImmutableArray<AccountPortfolio> accounts)
    {
        using var margin = context.Open(accounts);
        return margin.Figure(margin.Compile(accounts[0].Owner, accounts));
    }
}

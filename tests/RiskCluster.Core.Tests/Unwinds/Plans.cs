using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Core.Tests.Unwinds;

/// <summary>Breaches and plans for tests: olga, equity 80 against 200 of initial and 100 of maintenance margin, on two venues.</summary>
internal static class Plans
{
    public const string Instrument = "BTC_USDC-PERPETUAL";

    public static readonly Turn Usual = new(20_000);

    public static PortfolioFigures Figures(long marketSeq, decimal equityUsd = 80, decimal initialUsd = 200, decimal maintenanceUsd = 100) =>
        new(equityUsd, initialUsd, maintenanceUsd, FigureStatus.Ok, new(marketSeq, 0, 1, "riskcluster-1@00", 15_000));

    public static BreachEvidence Breach(long marketSeq = 1) => new(Figures(marketSeq), 2, new(3, 0.001m));

    public static PlanLeg Leg(string venue = "aurora", decimal quantity = -1, decimal costUsd = 2) => new($"{venue}/alice", Instrument, quantity, quantity < 0 ? 60 : 140, 100, 100, 1, costUsd, Math.Abs(quantity) * 100);

    public static PlanStep Step(decimal requirementUsd, params PlanLeg[] legs) => new([.. legs], requirementUsd, 78);

    public static UnwindPlan Plan(long version = 1, params PlanStep[] steps) =>
        new(1, version, 200, 1_000, steps.Length == 0 ? [Step(150, Leg(), Leg("boreas", 1)), Step(100, Leg())] : [.. steps], new(1, 0, 1, "riskcluster-1@00", 15_000));

    public static UnwindState After(UnwindState state, UnwindCommand command, Turn turn) =>
        UnwindMachine.Decide(state, command, turn).Events.Aggregate(state, UnwindMachine.Apply);

    /// <summary>A state after the start, with the grace over.</summary>
    public static UnwindState Started() => After(UnwindMachine.Initial("olga"), new UnwindCommand.Start(Breach()), Usual with { NowMs = 15_000 });
}

using System.Collections.Immutable;
using FsCheck;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Risk.Tests.Margin;

namespace RiskCluster.Risk.Tests.WhatIf;

/// <summary>Random accounts in the test market, and what a margin cycle says of them.</summary>
internal static class TestPortfolios
{
    public static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(25);

    /// <summary>An initial factor that is not 1, so that a forgotten one shows.</summary>
    public static MarginContext Context { get; } = new(ModelText.Model("requirement.initial_factor", 1.1), TestBook.Scenarios(), [.. TestBook.Markets()]);

    /// <summary>The same in markets that take any size at no cost: there the margin is homogeneous and convex in size.</summary>
    public static MarginContext Boundless { get; } = Context with { Model = RiskModel.Parse(ModelText.Boundless()) };

    /// <summary>Accounts of one owner, on as many venues.</summary>
    public static List<AccountPortfolio> Owned(int seed, int accounts, double cashUsd = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, accounts).Select(i => new AccountPortfolio($"v{i}", "a", "owner", cashUsd, [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => TestBook.RandomPosition(random))]))];
    }

    public static AccountPortfolio Account(double cashUsd, params ImmutableArray<Position> positions) => new("v", "a", "owner", cashUsd, positions);

    /// <summary>The figure of one account out of a whole margin cycle, whose instruments are numbered by name as a desk numbers them.</summary>
    public static MarginFigure CycleFigure(AccountPortfolio account, MarginContext context)
    {
        ImmutableArray<Instrument> instruments = [.. account.Positions.Select(position => position.Instrument).Distinct().Order(StringComparer.Ordinal).Select(InstrumentName.Parse)];
        using var arrays = new RiskArrays(instruments, context.Scenarios);
        using var cycle = new MarginCycle(arrays, MarginBook.Compile(instruments, [account]), context.Model.Requirement, SerialWork.Instance);
        cycle.Run(context.Market.AsSpan());
        return cycle.Figure(0);
    }

    public static double InitialUsd(AccountPortfolio account, MarginContext? context = null) => CycleFigure(account, context ?? Context).InitialMarginUsd;
}

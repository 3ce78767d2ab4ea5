using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.WhatIf;

/// <summary>Tries a change on a portfolio: before, after, and whether it is allowed (MODEL MRG-11).</summary>
/// <remarks>
/// The figure after a trade is computed as that of a portfolio which holds the trade, by the same function: it equals the margin after the trade to the last
/// bit. Costs one fill of the instruments involved for each market looked at. Pure: any number may run at once.
/// </remarks>
public static class WhatIfEvaluation
{
    /// <summary>Amounts that differ by less than the smallest step of a message do not differ.</summary>
    private const double ToleranceUsd = 1e-6;

    /// <summary>The result of a change on the netted accounts of one owner, or on one account.</summary>
    /// <param name="context">Model, scenarios, present market.</param>
    /// <param name="accounts">The portfolio; trades and cash go to the first account, which makes no difference to the netted figure, collateral where it says. May be empty: a calculator.</param>
    /// <param name="change">What is to be tried.</param>
    /// <exception cref="UnpricedInstrumentException">A position, held or tried, has no price.</exception>
    /// <exception cref="FormatException">A name outside the grammar of instruments.</exception>
    /// <exception cref="ArgumentException">An amount or move that is not finite, two shifts of one underlying, two prices of one asset, or collateral of an account that is none of them.</exception>
    public static WhatIfResult Of(MarginContext context, IReadOnlyList<AccountPortfolio> accounts, WhatIfChange change)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(change);
        using var margin = context.Open(accounts.SelectMany(account => account.Positions).Concat(change.Positions).Select(position => position.Instrument));
        // What is held was entered at the present mark where no price is given, also in a market that has moved.
        IReadOnlyList<AccountPortfolio> held = [.. accounts.Select(account => account.EnteredAt(name => margin.Arrays.PriceUsd[margin.SlotOf(name)]))];
        var portfolio = margin.Compile("before", held);
        var before = margin.Figure(portfolio);
        Move(margin, context.Market, change.Shifts);
        var unchanged = change.Shifts.IsEmpty ? before : margin.Figure(portfolio);
        var after = margin.Figure(margin.Compile("after", CollateralChange.Apply(change.Collateral, After(held, change, margin), context.Model.Requirement.Collateral?.SettlementChain)));
        var (isValid, reasons) = Judge(unchanged, after);
        return new(before, after, Components(context, before, after), isValid, reasons);
    }

    private static void Move(PortfolioMargin margin, ImmutableArray<MarketSnapshot> market, ImmutableArray<MarketShift> shifts)
    {
        foreach (var group in shifts.GroupBy(shift => shift.Underlying))
        {
            if (group.Count() > 1) throw new ArgumentException($"{group.Key} is shifted twice", nameof(shifts));
            var snapshot = market.FirstOrDefault(item => item.Underlying == group.Key) ?? throw new ArgumentException($"the market has no {group.Key}", nameof(shifts));
            margin.Take(group.Single().Apply(snapshot));
        }
    }

    private static ImmutableArray<AccountPortfolio> After(IReadOnlyList<AccountPortfolio> held, WhatIfChange change, PortfolioMargin margin)
    {
        var first = held.Count > 0 ? held[0] : new AccountPortfolio("", "", "", 0, []);
        if (!change.AddsPositions)
        {
            IEnumerable<AccountPortfolio> emptied = held.Skip(1).Select(account => account with { Positions = [] });
            return [first with { CashUsd = first.CashUsd + change.CashChangeUsd, Positions = change.Positions }, .. emptied];
        }

        var paidUsd = change.Positions.Sum(trade => PremiumUsd(trade, margin));
        return [first with { CashUsd = first.CashUsd + (change.CashChangeUsd - paidUsd), Positions = [.. first.Positions, .. change.Positions] }, .. held.Skip(1)];
    }

    // Futures and perpetuals are settled to their mark: dealing in them moves no cash.
    private static double PremiumUsd(Position trade, PortfolioMargin margin)
    {
        var slot = margin.SlotOf(trade.Instrument);
        var instrument = margin.Instruments[slot];
        if (instrument.Kind is InstrumentKind.Future or InstrumentKind.Perpetual) return 0;
        if (margin.Arrays.Status(slot) is { } unavailable) throw new UnpricedInstrumentException(instrument.Name, unavailable.Reason);
        return trade.Quantity * (trade.AveragePrice ?? margin.Arrays.MarkUsd[slot]);
    }

    private static (bool IsValid, ImmutableArray<WhatIfReason> Reasons) Judge(MarginFigure before, MarginFigure after)
    {
        if (after.InitialExcessUsd >= 0) return (true, [WhatIfReason.InitialMarginCovered]);
        var rises = after.InitialMarginUsd > before.InitialMarginUsd + ToleranceUsd;
        var falls = after.InitialExcessUsd < before.InitialExcessUsd - ToleranceUsd;
        if (!rises && !falls) return (true, [WhatIfReason.RiskReducing]);
        ImmutableArray<WhatIfReason> reasons = [WhatIfReason.InitialMarginNotCovered];
        if (rises) reasons = reasons.Add(WhatIfReason.InitialMarginRises);
        return (false, falls ? reasons.Add(WhatIfReason.ExcessFalls) : reasons);
    }

    private static ImmutableArray<ComponentChange> Components(MarginContext context, MarginFigure before, MarginFigure after)
    {
        var (rules, stressCount) = (context.Model.Requirement, context.Scenarios.StressCount);
        var pairs = MarginWaterfall.Of(before, rules, stressCount).Zip(MarginWaterfall.Of(after, rules, stressCount));
        return [.. pairs.Select(pair => new ComponentChange(pair.First.Name, pair.First.Usd, pair.Second.Usd)), new("equity", before.EquityUsd, after.EquityUsd)];
    }
}

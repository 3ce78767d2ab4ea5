using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Unwinding;
using PlannedUnwind = RiskCluster.Risk.Unwinding.UnwindPlan;

namespace RiskCluster.Runtime.Node;

/// <summary>
/// The one crossing from a plan's doubles to the decimals of its message. Quantities are cut so that all orders of a position together never exceed it, and close it whole
/// where the plan does; limits are rounded towards the mark, costs and requirements up.
/// </summary>
internal sealed class PlanMessage
{
    /// <summary>Less than this of a position that the plan closes is rounding.</summary>
    private const decimal Dust = 1e-8m;

    private const int UsdScale = 6;
    private readonly PortfolioMargin margin;
    private readonly Dictionary<string, double> indexUsd;
    private readonly Dictionary<(string Account, string Instrument), Lot> lots = [];

    private PlanMessage(OwnerBook book, MarginContext context, PortfolioMargin margin)
    {
        this.margin = margin;
        indexUsd = context.Market.ToDictionary(market => market.Underlying, market => market.IndexPrice, StringComparer.Ordinal);
        foreach (var account in book.Accounts)
            foreach (var (instrument, position) in account.Positions) lots[(account.Key, instrument)] = new() { Size = position.Size };
    }

    /// <summary>The message of a plan: its first steps, as many as a message may have.</summary>
    /// <param name="unwind">What it is for.</param>
    /// <param name="plan">The plan, of at least one step.</param>
    /// <param name="book">What it was made for.</param>
    /// <param name="context">The market that it was made in.</param>
    /// <param name="margin">Knows every instrument of the book in that market.</param>
    /// <param name="inputs">What it was computed from.</param>
    public static Core.Unwinds.UnwindPlan Of(UnwindState unwind, PlannedUnwind plan, OwnerBook book, MarginContext context, PortfolioMargin margin, FigureInputs inputs)
    {
        var message = new PlanMessage(book, context, margin);
        var grossUsd = message.lots.Sum(lot => message.NotionalUsd(lot.Key.Instrument, lot.Value.Size));
        ImmutableArray<PlanStep> steps = [.. plan.Steps.Select(message.Step).Where(step => step.Legs.Length > 0).Take(Core.Unwinds.UnwindPlan.MaxSteps)];
        return new(unwind.UnwindId, (unwind.Plan?.Version ?? 0) + 1, UsdRounding.Requirement(plan.Before.InitialMarginUsd), Up(grossUsd), steps, inputs, Up((decimal)plan.BestPossibleUsd));
    }

    /// <summary>The mark of an instrument as its venue quotes it: USD, or coins for what is paid for in coin.</summary>
    public static decimal Mark(MarginContext context, PortfolioMargin margin, string name)
    {
        var slot = margin.SlotOf(name);
        var instrument = margin.Instruments[slot];
        return Price(margin.MarkPriceUsd(slot) / (IsPaidInCoin(instrument) ? IndexOf(context, instrument) : 1), MidpointRounding.ToEven);
    }

    private PlanStep Step(UnwindStep step) => new(
        WaveByWave(step.Orders.Select(Leg).OfType<PlanLeg>()),
        UsdRounding.Requirement(step.After.InitialMarginUsd),
        UsdRounding.Equity(step.After.EquityUsd));

    // A leg that is only rounding is left out, and its wave with it.
    private static ImmutableArray<PlanLeg> WaveByWave(IEnumerable<PlanLeg> legs) => [.. legs.GroupBy(leg => leg.Wave).SelectMany((wave, number) => wave.Select(leg => leg with { Wave = number }))];

    private PlanLeg? Leg(UnwindOrder order)
    {
        var account = $"{order.Venue}/{order.Account}";
        var quantity = lots[(account, order.Instrument)].Take(order.Quantity);
        if (quantity == 0) return null;
        var slot = margin.SlotOf(order.Instrument);
        var instrument = margin.Instruments[slot];
        var index = indexUsd[instrument.Underlying];
        var inCoin = IsPaidInCoin(instrument);
        var markUsd = margin.MarkPriceUsd(slot);
        var mark = Price(markUsd / (inCoin ? index : 1), MidpointRounding.ToEven);
        var limit = Price(order.LimitPrice / (inCoin ? index : 1), quantity < 0 ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity);
        // A unit that is an amount of USD is 1 / price coins; one that is paid for in coin gains a coin a point.
        var usdPerPoint = instrument.IsSizedInUsd ? index / (markUsd * markUsd) : inCoin ? index : 1;
        return new(
            account, order.Instrument, quantity, limit, mark, mark, decimal.Round((decimal)usdPerPoint, 18), Up((decimal)order.CostUsd), Up(NotionalUsd(order.Instrument, quantity)), Wave: order.Wave);
    }

    private decimal NotionalUsd(string name, decimal quantity)
    {
        var instrument = margin.Instruments[margin.SlotOf(name)];
        return Math.Abs(quantity) * (instrument.IsSizedInUsd ? 1 : (decimal)(instrument.ContractSize * indexUsd[instrument.Underlying]));
    }

    private static bool IsPaidInCoin(Instrument instrument) => instrument is { Settlement: Settlement.Inverse, IsSizedInUsd: false };

    private static double IndexOf(MarginContext context, Instrument instrument) => context.Market.First(market => market.Underlying == instrument.Underlying).IndexPrice;

    private static decimal Price(double price, MidpointRounding rounding) =>
        DecimalBounds.Plain(Math.Max(DecimalBounds.MinPrice, decimal.Round((decimal)price, DecimalBounds.MaxScale, rounding)));

    private static decimal Up(decimal usd) => DecimalBounds.Plain(decimal.Round(usd, UsdScale, MidpointRounding.ToPositiveInfinity));

    private sealed class Lot
    {
        private double planned;
        private decimal taken;

        public required decimal Size { get; init; }

        // What all orders so far have planned is rounded, not each order: so no rounding adds up.
        public decimal Take(double quantity)
        {
            planned += quantity;
            var target = Math.Min(Math.Abs(decimal.Round((decimal)planned, DecimalBounds.MaxScale, MidpointRounding.ToZero)), Math.Abs(Size));
            if (Math.Abs(Size) - target <= Dust) target = Math.Abs(Size);
            var order = DecimalBounds.Plain(-Math.Sign(Size) * target - taken);
            taken += order;
            return order;
        }
    }
}

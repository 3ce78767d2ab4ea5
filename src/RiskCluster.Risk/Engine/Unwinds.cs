using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>What getting rid of any lots of a table of instruments costs in the present market (MODEL MRG-5), in double, for screen and answers alike.</summary>
/// <remarks>
/// Lots join through their delta: the net coins of an underlying are one order (exactly so for spot, futures and perpetuals, by their hedge for options), and
/// each option instrument leaves its volatility at half the spread. The cost of each underlying is <see cref="UnwindRule"/>'s; the scan is extended by the longest
/// horizon. The cost rises faster than size, so positions of one owner in the same direction cost more together than apart: that is what it is for. Where
/// one portfolio's net coins hedge another's, the two together cost no more than the larger alone.
/// </remarks>
internal sealed class Unwinds
{
    private readonly RiskArrays arrays;
    private readonly RiskModelUnwind? rules;
    private readonly ImmutableArray<string> underlyings;
    private readonly UnwindTerms[] terms;
    private readonly UnwindMarket[] markets;
    private readonly double[][] scratch;

    /// <summary>Nothing is charged before the first snapshot.</summary>
    public Unwinds(RiskArrays arrays, RiskModelUnwind? rules, int workers)
    {
        this.arrays = arrays;
        this.rules = rules;
        underlyings = [.. arrays.Instruments.Select(instrument => instrument.Underlying).Distinct().Order(StringComparer.Ordinal)];
        terms = [.. arrays.Instruments.Select(instrument => new UnwindTerms(underlyings.IndexOf(instrument.Underlying), 0, 0))];
        markets = new UnwindMarket[underlyings.Length];
        scratch = [.. Enumerable.Range(0, workers).Select(_ => new double[2 * underlyings.Length])];
    }

    /// <summary>Takes the market of one underlying, after its risk arrays were refilled.</summary>
    public void Refresh(MarketSnapshot snapshot)
    {
        if (rules is null) return;
        var underlying = underlyings.IndexOf(snapshot.Underlying);
        if (underlying < 0) return;
        markets[underlying] = rules.MarketOf(snapshot);
        for (var slot = 0; slot < terms.Length; slot++)
            if (terms[slot].Underlying == underlying)
                terms[slot] = new(underlying, arrays.DeltaCoin[slot], arrays.VegaUsd[slot] * rules.VolHalfSpread);
    }

    /// <summary>The charge of a portfolio. Allocates nothing.</summary>
    /// <param name="slots">Shape [L]. Instrument number of each lot.</param>
    /// <param name="lots">Shape [L]. Signed units.</param>
    /// <param name="worker">Whose scratch memory to use.</param>
    public UnwindCharge Charge(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots, int worker) => rules is null ? default : Charge(rules, Net(slots, lots, scratch[worker]));

    /// <summary>Net coins of each underlying of a portfolio, then the vega spread of each: what <see cref="After"/> begins from.</summary>
    public double[] NetOf(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots)
    {
        var sums = new double[2 * underlyings.Length];
        Net(slots, lots, sums);
        return sums;
    }

    /// <summary>The charge after one more trade. Allocates nothing.</summary>
    /// <param name="before">Of the portfolio without the trade.</param>
    /// <param name="slot">What is traded.</param>
    /// <param name="lot">Signed units of it that the portfolio holds before.</param>
    /// <param name="units">Signed units traded.</param>
    /// <param name="worker">Whose scratch memory to use.</param>
    public UnwindCharge After(double[] before, int slot, double lot, double units, int worker)
    {
        if (rules is null) return default;
        var sums = scratch[worker];
        before.CopyTo(sums, 0);
        ref readonly var term = ref terms[slot];
        sums[term.Underlying] += units * term.DeltaCoin;
        sums[underlyings.Length + term.Underlying] += (Math.Abs(lot + units) - Math.Abs(lot)) * term.VegaSpreadUsd;
        return Charge(rules, sums);
    }

    private UnwindCharge Charge(RiskModelUnwind rules, ReadOnlySpan<double> sums)
    {
        var netCoin = sums[..underlyings.Length];
        var vegaSpreadUsd = sums[underlyings.Length..];
        var days = rules.Rule.Horizon.BaseDays;
        double halfSpreadUsd = 0, walkUsd = 0, impactUsd = 0, vegaUsd = 0, concentrationUsd = 0;
        for (var u = 0; u < netCoin.Length; u++)
        {
            if (netCoin[u] == 0 && vegaSpreadUsd[u] == 0) continue;
            var cost = rules.Rule.Of(markets[u], netCoin[u], vegaSpreadUsd[u]);
            days = Math.Max(days, cost.Horizon.Days);
            halfSpreadUsd += cost.RegimeFactor * cost.HalfSpreadUsd;
            walkUsd += cost.RegimeFactor * cost.WalkUsd;
            impactUsd += cost.RegimeFactor * cost.ImpactUsd;
            vegaUsd += cost.RegimeFactor * cost.VegaSpreadUsd;
            concentrationUsd += cost.ConcentrationUsd;
        }

        return new(days, Math.Sqrt(days / rules.Rule.Horizon.BaseDays) - 1, halfSpreadUsd, walkUsd, impactUsd, vegaUsd, concentrationUsd);
    }

    /// <summary>The cost of each underlying that a portfolio holds, part by part; empty when nothing is charged.</summary>
    public ImmutableArray<UnderlyingUnwind> Of(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots)
    {
        if (rules is null) return [];
        var sums = Net(slots, lots, scratch[0]);
        var netCoin = sums[..underlyings.Length];
        var vegaSpreadUsd = sums[underlyings.Length..];
        var held = ImmutableArray.CreateBuilder<UnderlyingUnwind>();
        for (var u = 0; u < netCoin.Length; u++)
            if (netCoin[u] != 0 || vegaSpreadUsd[u] != 0)
                held.Add(new(underlyings[u], markets[u], rules.Rule.Of(markets[u], netCoin[u], vegaSpreadUsd[u])));
        return held.ToImmutable();
    }

    /// <summary>
    /// Shape [I]: the cost of an underlying over its net coins, times each instrument's delta, and the vega spread of what is held. Lots times these add up to
    /// the cost (MODEL MRG-8, MRG-10). They are average costs: the cost grows faster than size, so marginal ones would add up to more than there is to share.
    /// </summary>
    public double[] PerUnitUsd(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots)
    {
        var perUnitUsd = new double[terms.Length];
        if (rules is null) return perUnitUsd;
        var netCoin = Net(slots, lots, scratch[0])[..underlyings.Length];
        var perCoinUsd = new double[netCoin.Length];
        var regime = new double[netCoin.Length];
        for (var u = 0; u < netCoin.Length; u++)
        {
            if (markets[u].Depth is null) continue;
            var cost = rules.Rule.Of(markets[u], netCoin[u], vegaSpreadUsd: 0);
            regime[u] = cost.RegimeFactor;
            if (netCoin[u] != 0) perCoinUsd[u] = cost.TotalUsd / netCoin[u];
        }

        for (var slot = 0; slot < terms.Length; slot++) perUnitUsd[slot] = perCoinUsd[terms[slot].Underlying] * terms[slot].DeltaCoin;
        for (var i = 0; i < slots.Length; i++)
            perUnitUsd[slots[i]] += Math.Sign(lots[i]) * regime[terms[slots[i]].Underlying] * terms[slots[i]].VegaSpreadUsd;
        return perUnitUsd;
    }

    /// <summary>Net coins of each underlying, then the vega spread of each.</summary>
    private ReadOnlySpan<double> Net(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots, double[] sums)
    {
        Array.Clear(sums);
        unchecked
        {
            var count = underlyings.Length;
            for (var i = 0; i < slots.Length; i++)
            {
                ref readonly var term = ref terms[slots[i]];
                sums[term.Underlying] += lots[i] * term.DeltaCoin;
                sums[count + term.Underlying] += Math.Abs(lots[i]) * term.VegaSpreadUsd;
            }
        }

        return sums;
    }
}

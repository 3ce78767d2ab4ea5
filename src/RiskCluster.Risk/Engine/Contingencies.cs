using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>The contingencies of any lots of a table of instruments in the present market (MODEL MRG-4), in double, for screen and answers alike.</summary>
/// <remarks>
/// <code>
/// basis        sum over expiries of |sum lot delta| index rate min(T, cap)     (delta coins of the index = delta of the forward x forward / index)
/// roll         sum |lot| notional rate                                         (futures and perpetuals)
/// naked short  sum over strikes of max(0, -sum lot coins) index fraction       (calls and puts together)
/// perpetual    sum over underlyings of |sum lot notional| fraction
/// confidence   sum |lot| notional (1 - confidence) margin                      (options and perpetuals, where confidence is below the threshold)
/// </code>
/// Notional is coins at the index, or the USD that a contract is sized in. Each is a sum of sizes or positive parts of sums linear in the lots, hence convex,
/// homogeneous of degree 1 and subadditive: netting never raises it. The sum is made in the order of the lots, so equal lots give equal bits everywhere.
/// </remarks>
internal sealed class Contingencies
{
    private static readonly RiskModelMaintenanceShare InitialShare = new(1, 1, 1, 1);
    private readonly RiskArrays arrays;
    private readonly RiskModelContingencies rules;
    private readonly ContingencyGroups groups;
    private readonly ContingencyTerms[] terms;
    private readonly double[][] scratch;
    private readonly bool isNone;

    /// <summary>Nothing is charged before the first snapshot.</summary>
    public Contingencies(RiskArrays arrays, RiskModelContingencies rules, int workers)
    {
        this.arrays = arrays;
        this.rules = rules;
        isNone = rules is { BasisPerYear: 0, RollRate: 0, NakedShortFraction: 0, PerpetualFraction: 0, OracleConfidence.Margin: 0 };
        groups = new(arrays.Instruments);
        terms = [.. groups.Of];
        scratch = [.. Enumerable.Range(0, workers).Select(_ => new double[groups.Count])];
    }

    /// <summary>Takes the market of one underlying, after its risk arrays were refilled.</summary>
    public void Refresh(MarketSnapshot snapshot)
    {
        if (isNone) return;
        for (var slot = 0; slot < terms.Length; slot++)
            if (arrays.Instruments[slot].Underlying == snapshot.Underlying)
                terms[slot] = Price(slot, snapshot);
    }

    /// <summary>The charge of a portfolio. Allocates nothing.</summary>
    /// <param name="slots">Shape [L]. Instrument number of each lot.</param>
    /// <param name="lots">Shape [L]. Signed units.</param>
    /// <param name="worker">Whose scratch memory to use; it is left as it was found, all 0.</param>
    public ContingencyCharge Charge(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots, int worker)
    {
        if (isNone) return default;
        unchecked
        {
            var net = scratch[worker];
            var (rollUsd, confidenceUsd) = Net(slots, lots, net);
            double basisUsd = 0, perpetualUsd = 0, nakedShortUsd = 0;
            foreach (var slot in slots)
            {
                // A group counts when its first lot comes by, and is 0 from then on.
                ref readonly var term = ref terms[slot];
                var netUsd = Math.Abs(net[term.NetGroup]);
                net[term.NetGroup] = 0;
                if (term.NetGroup < groups.ExpiryCount) basisUsd += netUsd;
                else perpetualUsd += netUsd;
                nakedShortUsd += Math.Max(0, -net[term.StrikeGroup]);
                net[term.StrikeGroup] = 0;
            }

            return new(basisUsd, rollUsd, nakedShortUsd, perpetualUsd, confidenceUsd);
        }
    }

    /// <summary>The sums of a portfolio over which contingencies net, by group, USD: what <see cref="After"/> begins from.</summary>
    public double[] NetOf(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots)
    {
        if (isNone) return [];
        var net = new double[groups.Count];
        Net(slots, lots, net);
        return net;
    }

    /// <summary>The charge after one more trade, from the two net sums that it moves. Allocates nothing.</summary>
    /// <param name="charge">Of the portfolio without the trade.</param>
    /// <param name="sums">Its sums.</param>
    /// <param name="slot">What is traded.</param>
    /// <param name="lot">Signed units of it that the portfolio holds before.</param>
    /// <param name="units">Signed units traded.</param>
    public ContingencyCharge After(ContingencyCharge charge, double[] sums, int slot, double lot, double units)
    {
        if (isNone) return default;
        ref readonly var term = ref terms[slot];
        var (net, strike, grossUnits) = (sums[term.NetGroup], sums[term.StrikeGroup], Math.Abs(lot + units) - Math.Abs(lot));
        var netUsd = Math.Abs(net + units * term.NetUsd) - Math.Abs(net);
        var isExpiry = term.NetGroup < groups.ExpiryCount;
        return new(
            Math.Max(0, charge.BasisUsd + (isExpiry ? netUsd : 0)),
            Math.Max(0, charge.RollUsd + grossUnits * term.RollUsd),
            Math.Max(0, charge.NakedShortUsd + Math.Max(0, -(strike + units * term.StrikeUsd)) - Math.Max(0, -strike)),
            Math.Max(0, charge.PerpetualUsd + (isExpiry ? 0 : netUsd)),
            Math.Max(0, charge.ConfidenceUsd + grossUnits * term.ConfidenceUsd));
    }

    /// <summary>
    /// Shape [I]: what one more unit of each instrument adds to the charge of the initial margin, a subgradient at the portfolio. Because the charge is
    /// homogeneous of degree 1, lots times these add up to it: they are the Euler shares (MODEL MRG-10). An instrument not held adds nothing gross.
    /// </summary>
    public double[] PerUnitUsd(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots) => PerUnitUsd(slots, lots, InitialShare, confidence: 1);

    /// <summary>The same for the charge of the maintenance margin.</summary>
    public double[] MaintenancePerUnitUsd(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots) => PerUnitUsd(slots, lots, rules.MaintenanceShare, confidence: 0);

    private double[] PerUnitUsd(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots, RiskModelMaintenanceShare share, double confidence)
    {
        var net = new double[groups.Count];
        Net(slots, lots, net);
        var perUnitUsd = new double[terms.Length];
        for (var slot = 0; slot < terms.Length; slot++)
        {
            var term = terms[slot];
            perUnitUsd[slot] = (term.NetGroup < groups.ExpiryCount ? share.Basis : share.Perpetual) * Math.Sign(net[term.NetGroup]) * term.NetUsd;
            if (net[term.StrikeGroup] < 0) perUnitUsd[slot] -= share.NakedShort * term.StrikeUsd;
        }

        for (var i = 0; i < slots.Length; i++)
            perUnitUsd[slots[i]] += Math.Sign(lots[i]) * (share.Roll * terms[slots[i]].RollUsd + confidence * terms[slots[i]].ConfidenceUsd);
        return perUnitUsd;
    }

    private (double RollUsd, double ConfidenceUsd) Net(ReadOnlySpan<int> slots, ReadOnlySpan<double> lots, double[] net)
    {
        double rollUsd = 0, confidenceUsd = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            ref readonly var term = ref terms[slots[i]];
            var lot = lots[i];
            net[term.NetGroup] += lot * term.NetUsd;
            net[term.StrikeGroup] += lot * term.StrikeUsd;
            rollUsd += Math.Abs(lot) * term.RollUsd;
            confidenceUsd += Math.Abs(lot) * term.ConfidenceUsd;
        }

        return (rollUsd, confidenceUsd);
    }

    // What has no price has no figure, and must leave no number that is not finite.
    private ContingencyTerms Price(int slot, MarketSnapshot market)
    {
        var instrument = arrays.Instruments[slot];
        var group = groups.Of[slot];
        if (arrays.Status(slot) is not null || instrument.Kind == InstrumentKind.Spot) return group;
        var notionalUsd = instrument.IsSizedInUsd ? instrument.ContractSize : instrument.ContractSize * market.IndexPrice;
        var isOption = instrument.IsOption;
        var isPerpetual = instrument.Kind == InstrumentKind.Perpetual;
        return group with
        {
            NetUsd = isPerpetual ? notionalUsd * rules.PerpetualFraction : BasisUsd(slot, instrument, market),
            StrikeUsd = isOption ? notionalUsd * rules.NakedShortFraction : 0,
            RollUsd = isOption ? 0 : notionalUsd * rules.RollRate,
            ConfidenceUsd = isOption || isPerpetual ? notionalUsd * rules.OracleConfidence.Rate(market.Confidence) : 0,
        };
    }

    private double BasisUsd(int slot, Instrument instrument, MarketSnapshot market)
    {
        var years = Math.Min(market.AsOf.YearsUntil(instrument.Expiry), rules.BasisCapYears);
        return arrays.DeltaCoin[slot] * market.IndexPrice * rules.BasisPerYear * years;
    }
}

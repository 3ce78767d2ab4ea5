using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>Takes a holding from its gross to its counted value and writes down each step.</summary>
/// <remarks>
/// Haircuts are fractions of one base, the value that can be sold, and add up: no haircut makes another one smaller, so their order changes no total.
/// </remarks>
internal sealed class CollateralTally
{
    private readonly ImmutableArray<CollateralStep>.Builder steps = ImmutableArray.CreateBuilder<CollateralStep>();
    private readonly string name;
    private readonly double grossUsd;
    private double baseUsd;

    public CollateralTally(string name, double grossUsd)
    {
        this.name = name;
        this.grossUsd = grossUsd;
        (baseUsd, LeftUsd) = (grossUsd, grossUsd);
    }

    /// <summary>What counts so far.</summary>
    public double LeftUsd { get; private set; }

    /// <summary>Takes a fraction of what can be sold, or what is left if that is less. A haircut of 0 is no step.</summary>
    public void Cut(NamedHaircut haircut)
    {
        if (haircut.Fraction > 0) Take(haircut.Rule, haircut.Name, haircut.Fraction, Math.Min(LeftUsd, haircut.Fraction * baseUsd));
    }

    /// <summary>Leaves at most so much. A limit that does not bind is no step.</summary>
    public void Limit(string rule, string step, double limitUsd)
    {
        if (limitUsd < LeftUsd) Take(rule, step, null, LeftUsd - limitUsd);
    }

    /// <summary>Limits what can be sold: later haircuts are fractions of what is left now.</summary>
    public void LimitBase(string rule, string step, double limitUsd)
    {
        Limit(rule, step, limitUsd);
        baseUsd = LeftUsd;
    }

    public CollateralValue Close() => new(name, grossUsd, steps.ToImmutable(), LeftUsd);

    private void Take(string rule, string step, double? haircut, double takenUsd)
    {
        LeftUsd = Math.Max(0, LeftUsd - takenUsd);
        steps.Add(new(rule, step, haircut, takenUsd, LeftUsd));
    }
}

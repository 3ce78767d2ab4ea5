using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>What strikes first.</summary>
/// <param name="Name">For people.</param>
/// <param name="ExternalLossesUsd">By node: external assets that are gone; USD, >= 0. More than there are takes what there is.</param>
/// <param name="PriceFalls">By pool: the share of its price that is gone before anyone sells; within [0, 1].</param>
public sealed record ContagionShock(string Name, ImmutableSortedDictionary<string, double> ExternalLossesUsd, ImmutableSortedDictionary<string, double> PriceFalls)
{
    /// <summary>Nothing strikes: what shows is what is short already.</summary>
    public static readonly ContagionShock None = new("none", Empty, Empty);

    private static ImmutableSortedDictionary<string, double> Empty => ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
}

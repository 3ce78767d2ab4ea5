using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Contagion;

/// <summary>Who owes and is owed (MODEL SYS-1). Immutable.</summary>
/// <param name="Name">Not empty, one of a network.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="ExternalAssetsUsd">What it has outside of the network and its pools, paid out at once and at no price impact; USD, >= 0.</param>
/// <param name="ExternalLiabilitiesUsd">What it owes to nobody of the network, of the same rank as what it owes within; USD, >= 0.</param>
/// <param name="RequirementUsd">
/// Margin that its equity must cover; below it the node sells the share 1 - equity / requirement of its pools, which frees the requirement in proportion. USD, >= 0.
/// </param>
public sealed record ContagionNode(
    string Name, ContagionNodeKind Kind, double ExternalAssetsUsd, double ExternalLiabilitiesUsd = 0, double RequirementUsd = 0)
{
    /// <summary>Unique within its network.</summary>
    public string Name { get; } = string.IsNullOrWhiteSpace(Name) ? throw new ArgumentException("a node needs a name", nameof(Name)) : Name;

    /// <summary>USD.</summary>
    public double ExternalAssetsUsd { get; init; } = ExternalAssetsUsd.NotNegative();

    /// <summary>USD.</summary>
    public double ExternalLiabilitiesUsd { get; init; } = ExternalLiabilitiesUsd.NotNegative();

    /// <summary>USD.</summary>
    public double RequirementUsd { get; init; } = RequirementUsd.NotNegative();
}

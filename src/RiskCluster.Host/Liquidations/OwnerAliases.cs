using RiskCluster.Host.Access.Keys;

namespace RiskCluster.Host.Liquidations;

/// <summary>Names of owners that say nothing: always the same for an owner, and nobody else can tell whose one is.</summary>
internal sealed class OwnerAliases(Pepper pepper)
{
    private const int Length = 16;

    /// <summary>The alias of an owner.</summary>
    public string Of(string owner) => pepper.Mark($"owner:{owner}", Length);
}

using System.Collections.Immutable;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Whom a margin cycle margined.</summary>
/// <param name="OwnersKnown">Owners of the accounts on the board.</param>
/// <param name="OwnersMargined">Those among them who have a margin from this cycle's market.</param>
/// <param name="Unmargined">The others with the reason, in no order; no more than <see cref="MostNamed"/> are named.</param>
public sealed record BoardCoverage(int OwnersKnown, int OwnersMargined, ImmutableArray<UnmarginedOwner> Unmargined)
{
    /// <summary>How many are named at most.</summary>
    public const int MostNamed = 1_000;

    /// <summary>Nobody yet.</summary>
    public static readonly BoardCoverage None = new(0, 0, []);

    /// <summary>Owners margined over owners known; 1 when there are none.</summary>
    public double Share => OwnersKnown == 0 ? 1 : (double)OwnersMargined / OwnersKnown;
}

using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Engine;

/// <summary>What a portfolio's equity holds besides its lots' marks: cash, less what its futures were entered at (MODEL MRG-7), and collateral (COL-1).</summary>
/// <param name="CashUsd">Dollars.</param>
/// <param name="EnteredUsd">Dollars: minus quantity x entry price of linear futures.</param>
/// <param name="Coins">Shape [underlyings], or [0] without inverse futures. Coins: USD quantity over entry price of inverse futures.</param>
public sealed record EntryValue(double CashUsd, double EnteredUsd, double[] Coins)
{
    /// <summary>Lines of collateral and the venue of each.</summary>
    public ImmutableArray<(string Venue, PledgedAsset Asset)> Collateral { get; init; } = [];
}

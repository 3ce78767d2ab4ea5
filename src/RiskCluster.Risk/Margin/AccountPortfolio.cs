using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Margin;

/// <summary>What one account holds on one venue.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Account">Its name there.</param>
/// <param name="Owner">Whose it is; accounts of one owner net (MODEL MRG-1).</param>
/// <param name="CashUsd">Dollars, negative when owed.</param>
/// <param name="Positions">Any order; several lines of one instrument are added up.</param>
public sealed record AccountPortfolio(string Venue, string Account, string Owner, double CashUsd, ImmutableArray<Position> Positions)
{
    /// <summary>What stands behind the positions besides cash (MODEL COL-1); lines of one asset have one price.</summary>
    public ImmutableArray<PledgedAsset> Collateral { get; init; } = [];

    /// <summary>The account's name across venues.</summary>
    public string Key => $"{Venue}/{Account}";

    /// <summary>The same account with every missing entry price filled in, so that what was entered at the present mark has no unrealised profit yet.</summary>
    /// <param name="markOf">USD per coin of a future or perpetual; 0 for what has no entry price.</param>
    public AccountPortfolio EnteredAt(Func<string, double> markOf)
    {
        ArgumentNullException.ThrowIfNull(markOf);
        return this with { Positions = [.. Positions.Select(position => Enter(position, markOf))] };
    }

    private static Position Enter(Position position, Func<string, double> markOf) =>
        position.AveragePrice is null && markOf(position.Instrument) is > 0 and var mark ? position with { AveragePrice = mark } : position;
}

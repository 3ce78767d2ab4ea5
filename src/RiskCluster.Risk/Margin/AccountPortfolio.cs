using System.Collections.Immutable;

namespace RiskCluster.Risk.Margin;

/// <summary>What one account holds on one venue.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Account">Its name there.</param>
/// <param name="Owner">Whose it is; accounts of one owner net (MODEL MRG-1).</param>
/// <param name="CashUsd">Dollars, negative when owed.</param>
/// <param name="Positions">Any order; several lines of one instrument are added up.</param>
public sealed record AccountPortfolio(string Venue, string Account, string Owner, double CashUsd, ImmutableArray<Position> Positions)
{
    /// <summary>The account's name across venues.</summary>
    public string Key => $"{Venue}/{Account}";

    /// <summary>The same account with every missing entry price filled in, so that what was entered at the present mark has no unrealised profit yet.</summary>
    /// <param name="markOf">USD per coin of an instrument.</param>
    public AccountPortfolio EnteredAt(Func<string, double> markOf) =>
        this with { Positions = [.. Positions.Select(position => position.AveragePrice is null ? position with { AveragePrice = markOf(position.Instrument) } : position)] };
}

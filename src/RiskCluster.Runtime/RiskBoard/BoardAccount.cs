using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>All that the board needs to know of an account. It keeps the compiled form only.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Account">Its name there.</param>
/// <param name="Owner">Whose it is; an account of nobody else is its own owner, by its key.</param>
/// <param name="CashUsd">Dollars, negative when owed.</param>
/// <param name="Positions">Every instrument once.</param>
/// <param name="PositionSeq">Journal sequence of the account in this state.</param>
/// <param name="ReservedUsd">Initial margin that its open orders have reserved; at least 0.</param>
public sealed record BoardAccount(string Venue, string Account, string Owner, decimal CashUsd, ImmutableArray<BoardPosition> Positions, long PositionSeq, decimal ReservedUsd = 0)
{
    /// <summary>What stands behind the positions besides cash. What no market prices counts nothing, and whoever owes such a thing has no margin.</summary>
    public ImmutableArray<BoardCollateral> Collateral { get; init; } = [];

    /// <summary>The account's name across venues.</summary>
    public string Key => $"{Venue}/{Account}";

    /// <summary>An account as its actor has it.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="seq">Journal sequence of that state.</param>
    public static BoardAccount Of(AccountState state, long seq)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (venue, account) = KeyName.Parts(state.Key);
        return new(
            venue,
            account,
            state.OwnerKey,
            state.CashUsd,
            [.. state.Positions.Select(item => new BoardPosition(item.Key, item.Value.Size, item.Value.AveragePrice))],
            seq,
            state.ReservedUsd)
        {
            Collateral = [.. state.Collateral.Values.Select(item => new BoardCollateral(item.Asset, item.Quantity, item.Chain))],
        };
    }

    /// <summary>The one crossing from the decimals of messages to the doubles of the numerics, each to the nearest.</summary>
    public AccountPortfolio ToPortfolio() =>
        new(Venue, Account, Owner, (double)CashUsd, [.. Positions.Select(item => new Position(item.Instrument, (double)item.Size, (double?)item.AveragePrice))])
        {
            Collateral = [.. Collateral.Select(item => new PledgedAsset(item.Asset, (double)item.Quantity, SpotUsd: null, TimeWeightedUsd: null, item.Chain))],
        };
}

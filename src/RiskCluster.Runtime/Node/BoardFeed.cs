using System.Collections.Concurrent;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>Brings every durable change of an account, owner or market to the risk board.</summary>
internal sealed class BoardFeed(RiskBoard.RiskBoard board, ModelKeeper models) : ICellObserver<AccountState>, ICellObserver<PortfolioState>, ICellObserver<MarketDataState>
{
    private readonly ConcurrentDictionary<string, bool> reserved = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> markets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SeenMarket> seen = new(StringComparer.Ordinal);

    /// <summary>Accounts whose orders have taken margin.</summary>
    public IEnumerable<string> Reserved => reserved.Keys;

    /// <summary>Markets that are active here.</summary>
    public IEnumerable<string> Markets => markets.Keys;

    /// <summary>Markets with a price, wherever they are active, as they were last heard of; in no order.</summary>
    public IEnumerable<SeenMarket> Seen => seen.Values;

    /// <inheritdoc/>
    public void Changed(ActorAddress address, AccountState state, long seq)
    {
        if (state.Reservations.IsEmpty) reserved.TryRemove(state.Key, out _);
        else reserved[state.Key] = true;
        if (AccountMachine.IsFlat(state) && state.Link is null)
        {
            // A flat account costs the board nothing. One of an owner stays: its orders are margined with what the owner has elsewhere.
            board.Remove(state.Key);
            return;
        }

        board.Put(BoardAccount.Of(state, seq));
    }

    /// <inheritdoc/>
    public void Changed(ActorAddress address, PortfolioState state, long seq) => board.Expect(state.Owner, state.State);

    /// <inheritdoc/>
    public void Changed(ActorAddress address, MarketDataState state, long seq)
    {
        markets[state.Underlying] = true;
        See(state.Consensus, state.Status, state.Hold);
    }

    /// <summary>A market as it is now, wherever it is active.</summary>
    public void See(ConsensusMarket? consensus, FigureStatus status, LiquidationHold hold)
    {
        if (consensus is null) return;
        seen[consensus.Underlying] = new(consensus, status);
        models.See(consensus.Underlying, new(consensus.AsOfMs));
        board.Publish(consensus.ToSnapshot(), status, hold == LiquidationHold.None ? EvidenceOf(consensus) : null);
    }

    private static MarketEvidence? EvidenceOf(ConsensusMarket consensus)
    {
        var prices = consensus.Sources.Where(source => source.Standing == SourceStanding.Included && source.IndexPrice is not null).Select(source => source.IndexPrice!.Value).ToList();
        return prices.Count == 0 ? null : new(prices.Count, decimal.Round(prices.Max(price => Math.Abs(price - consensus.IndexPrice) / consensus.IndexPrice), DecimalBounds.MaxScale));
    }

    /// <inheritdoc/>
    public void Lost(ActorAddress address)
    {
        switch (address.Kind)
        {
            case ActorKind.Account:
                reserved.TryRemove(address.Key, out _);
                board.Remove(address.Key);
                break;
            case ActorKind.MarketData:
                markets.TryRemove(address.Key, out _);
                break;
        }
    }
}

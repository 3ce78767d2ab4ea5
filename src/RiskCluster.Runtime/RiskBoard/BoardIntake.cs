using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>What has come in: the accounts as they are now, and the newest markets and model, which the next cycle takes over together. Safe to call from any thread.</summary>
internal sealed class BoardIntake
{
    private readonly Lock gate = new();
    private readonly MarginBook book = new([]);
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, BoardMarket> markets = new(StringComparer.Ordinal);
    private readonly List<(string Owner, MarginState State)> expected = [];
    private readonly MarginHolds holds = new();
    private BoardModel? model;
    private bool hasNews;

    /// <summary>Called after something came in that a cycle should see.</summary>
    public event Action? Arrived;

    /// <summary>Puts an account; false when a newer state of it is here already.</summary>
    /// <exception cref="ArgumentException">An instrument's name outside the grammar, an amount out of bounds, or a future without an entry price; nothing changes.</exception>
    public bool Put(BoardAccount account)
    {
        var portfolio = account.ToPortfolio();
        lock (gate)
        {
            var key = account.Key;
            if (entries.TryGetValue(key, out var known) && known.PositionSeq > account.PositionSeq) return false;
            var before = book.OwnerOfAccount(key);
            List(portfolio.Positions.Select(position => position.Instrument));
            book.Put(portfolio, account.PositionSeq);
            entries[key] = new(account.PositionSeq, account.ReservedUsd);
            if (before != account.Owner) ForgetOwner(before);
            hasNews = true;
        }

        Arrived?.Invoke();
        return true;
    }

    /// <summary>Takes an account off; false when it is not here.</summary>
    public bool Remove(string key)
    {
        lock (gate)
        {
            var owner = book.OwnerOfAccount(key);
            if (!book.Remove(key)) return false;
            entries.Remove(key);
            ForgetOwner(owner);
            hasNews = true;
        }

        Arrived?.Invoke();
        return true;
    }

    /// <summary>Takes a market in the place of an older one; false when a newer snapshot is here already.</summary>
    public bool Publish(MarketSnapshot snapshot, FigureStatus status, MarketEvidence? evidence)
    {
        lock (gate)
        {
            if (markets.TryGetValue(snapshot.Underlying, out var known))
            {
                if (known.Snapshot.Version > snapshot.Version) return false;
                // The same version with another status: prices stay, and nothing is revalued.
                if (known.Snapshot.Version == snapshot.Version) snapshot = known.Snapshot;
                if (ReferenceEquals(known.Snapshot, snapshot) && known.Status == status && known.Evidence == evidence) return true;
            }

            markets[snapshot.Underlying] = new(snapshot, status, evidence);
            hasNews = true;
        }

        Arrived?.Invoke();
        return true;
    }

    /// <summary>Takes another model; false when a newer version is here already.</summary>
    public bool Activate(BoardModel next)
    {
        lock (gate)
        {
            if (model is not null && model.ParametersVersion > next.ParametersVersion) return false;
            model = next;
            hasNews = true;
        }

        Arrived?.Invoke();
        return true;
    }

    /// <summary>Notes the state that an owner was last told to be in.</summary>
    public void Expect(string owner, MarginState state)
    {
        lock (gate)
        {
            expected.Add((owner, state));
            hasNews = true;
        }

        Arrived?.Invoke();
    }

    /// <summary>Hands all news to a cycle in one piece; false when there are none or no model yet.</summary>
    public bool Take(BoardEngine engine)
    {
        lock (gate)
        {
            if (!hasNews || model is null) return false;
            book.Compact();
            engine.Take(book, model, [.. markets.Values], expected);
            expected.Clear();
            hasNews = false;
            return true;
        }
    }

    /// <summary>What a cycle took has to be taken again: it failed.</summary>
    public void Return()
    {
        lock (gate) hasNews = true;
    }

    /// <summary>What an account or owner holds now; null when it is not here.</summary>
    public BoardHolding? Find(string key)
    {
        lock (gate)
        {
            var number = book.Find(key);
            if (number < 0) number = book.FindOwner(key);
            return number < 0 ? null : new(book.LotsOf(number), book.Instruments);
        }
    }

    /// <summary>What an account, or else an owner, holds now, account by account; null when it is not here.</summary>
    public (BoardHolding Holding, string Owner, ImmutableArray<PortfolioLots> Accounts, decimal ReservedUsd)? FindParts(string key)
    {
        lock (gate)
        {
            var number = book.Find(key);
            var isAccount = book.OwnerOfAccount(key) is not null;
            if (number < 0) number = book.FindOwner(key);
            if (number < 0) return null;
            ImmutableArray<string> accounts = isAccount ? [key] : book.AccountsOf(key);
            return (new(book.LotsOf(number), book.Instruments), book.OwnerOfAccount(accounts[0])!, [.. accounts.Select(account => book.LotsOf(book.Find(account)))], Reserved(accounts));
        }
    }

    /// <summary>What every owner holds now.</summary>
    public (ImmutableArray<(string Owner, PortfolioLots Lots)> Owners, ImmutableArray<Instrument> Instruments) Owners()
    {
        lock (gate)
        {
            book.Settle();
            var owners = ImmutableArray.CreateBuilder<(string, PortfolioLots)>(book.OwnerCount);
            for (var number = 0; number < book.PortfolioCount; number++)
                if (book.OwnerOf(number) is { } owner)
                    owners.Add((owner, book.LotsOf(number)));
            return (owners.ToImmutable(), book.Instruments);
        }
    }

    /// <summary>What every account and its owner hold now.</summary>
    public (ImmutableArray<BoardPlace> Places, ImmutableArray<Instrument> Instruments) Places()
    {
        lock (gate)
        {
            book.Settle();
            var places = ImmutableArray.CreateBuilder<BoardPlace>(entries.Count);
            foreach (var account in entries.Keys)
            {
                var owner = book.OwnerOfAccount(account)!;
                places.Add(new(account, owner, book.LotsOf(book.Find(account)), book.LotsOf(book.FindOwner(owner))));
            }

            return (places.ToImmutable(), book.Instruments);
        }
    }

    /// <summary>The owner of an account; null when it is not here.</summary>
    public string? OwnerOf(string account)
    {
        lock (gate) return book.OwnerOfAccount(account);
    }

    /// <summary>The accounts of an owner, by ordinal key; empty when there are none.</summary>
    public ImmutableArray<string> AccountsOf(string owner)
    {
        lock (gate) return book.AccountsOf(owner);
    }

    /// <summary>What it takes to assess an order: the owner's holding, the account's sequence and the owner's reserved margin; or why it cannot be.</summary>
    /// <exception cref="ArgumentException">The order's instrument is outside the grammar.</exception>
    public (BoardHolding Holding, long PositionSeq, decimal ReservedUsd, string? Problem) ForOrder(string account, string owner, string instrument)
    {
        lock (gate)
        {
            if (book.OwnerOfAccount(account) != owner) return (default, 0, 0, $"the owner of {account} has just changed");
            if (holds.IsParting(owner)) return (default, 0, 0, $"it is being decided whether an account leaves {owner}");
            if (!book.Lists(instrument)) List([instrument]);
            var holding = new BoardHolding(book.LotsOf(book.FindOwner(owner)), book.Instruments);
            return (holding, entries[account].PositionSeq, Reserved(book.AccountsOf(owner)) + holds.Usd(owner), null);
        }
    }

    /// <summary>What it takes to assess that an account leaves its owner: the others together (null when there are none) and the account; or why it cannot be.</summary>
    public (BoardHolding Together, BoardHolding? Others, BoardHolding Account, decimal OthersReservedUsd, decimal AccountReservedUsd, string? Problem) ForParting(string account, string owner)
    {
        lock (gate)
        {
            if (book.OwnerOfAccount(account) != owner) return (default, null, default, 0, 0, $"the owner of {account} has just changed");
            if (holds.IsHeld(owner)) return (default, null, default, 0, 0, $"another change of {owner} is being decided");
            var others = book.AccountsOf(owner).Remove(account);
            BoardHolding? rest = others.IsEmpty ? null : new(book.Net(owner, others), book.Instruments);
            var alone = new BoardHolding(book.LotsOf(book.Find(account)), book.Instruments);
            return (new(book.LotsOf(book.FindOwner(owner)), book.Instruments), rest, alone, Reserved(others), Reserved([account]), null);
        }
    }

    /// <summary>Adds a hold; what it returns takes it away again.</summary>
    public Action Hold(MarginHolds.Hold hold)
    {
        lock (gate) holds.Add(hold);
        return () =>
        {
            lock (gate) holds.Remove(hold);
        };
    }

    private decimal Reserved(ImmutableArray<string> accounts)
    {
        var usd = 0m;
        foreach (var account in accounts) usd += entries[account].ReservedUsd;
        return usd;
    }

    private void List(IEnumerable<string> names)
    {
        try
        {
            List<Instrument> more = [.. names.Where(name => !book.Lists(name)).Distinct().Select(InstrumentName.Parse)];
            if (more.Count > 0) book.List(more);
        }
        catch (FormatException problem)
        {
            throw new ArgumentException(problem.Message, nameof(names), problem);
        }
    }

    // An owner who has left the board and comes back begins healthy, as any other.
    private void ForgetOwner(string? owner)
    {
        if (owner is not null && book.AccountsOf(owner).IsEmpty) expected.Add((owner, MarginState.Healthy));
    }

    private readonly record struct Entry(long PositionSeq, decimal ReservedUsd);
}

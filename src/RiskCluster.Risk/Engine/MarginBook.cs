using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// The portfolios that a margin cycle margins: every account, and every owner of more than one account with the lots of all netted per instrument (MODEL MRG-1).
/// Accounts come, change and go; a change costs what the account and its owner hold, whatever the size of the book.
/// </summary>
/// <remarks>
/// One caller at a time. A portfolio keeps its number while it is in the book, and the number of one that has left is given to the next. The compiled lots
/// themselves are immutable: replacing an account replaces its <see cref="PortfolioLots"/>, so that a running cycle and whoever asks keep what they have.
/// The lots of a portfolio stand by ordinal name of their instruments and the accounts of an owner are netted by ordinal key: equal books have equal figures to the last bit, however they came about.
/// </remarks>
public sealed class MarginBook
{
    /// <summary>Below this many slots, unheld ones are not worth a renumbering.</summary>
    private const int FewSlots = 64;

    private readonly Dictionary<string, int> accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BookOwner> owners = new(StringComparer.Ordinal);
    private readonly HashSet<BookOwner> unsettled = [];
    private readonly List<BookPlace> places = [];
    private readonly Stack<int> free = new();
    private readonly List<int> changed = [];
    private InstrumentSlots table;
    private int[] holders;

    /// <summary>A book without accounts.</summary>
    /// <param name="instruments">What positions may name; more can be listed later.</param>
    /// <exception cref="ArgumentException">Two instruments share a name.</exception>
    public MarginBook(ImmutableArray<Instrument> instruments)
    {
        table = new(instruments);
        holders = new int[instruments.Length];
    }

    /// <summary>The instruments that slots number. Slots stay what they are until <see cref="Compact"/>; another underlying may renumber coins, never slots.</summary>
    public ImmutableArray<Instrument> Instruments => table.Instruments;

    /// <summary>The underlyings of those instruments, in the order of <see cref="EntryValue.Coins"/>.</summary>
    public ImmutableArray<string> Underlyings => table.Underlyings;

    /// <summary>Accounts in the book.</summary>
    public int AccountCount => accounts.Count;

    /// <summary>Owners of the accounts.</summary>
    public int OwnerCount => owners.Count;

    /// <summary>Portfolios have numbers below this; of a book that nobody has left, all numbers are taken.</summary>
    public int PortfolioCount => places.Count;

    /// <summary>Portfolios whose lots or standing changed since they were last taken over.</summary>
    internal IReadOnlyList<int> Changed => changed;

    /// <summary>Compiles a book: accounts have the first numbers, in the given order.</summary>
    /// <param name="instruments">Every instrument that a position may name; their order numbers the slots.</param>
    /// <param name="accounts">Each key once.</param>
    /// <exception cref="ArgumentException">A position names no instrument of the list, an amount is not within <see cref="PortfolioLots.LargestAmount"/>, or an account comes twice.</exception>
    public static MarginBook Compile(ImmutableArray<Instrument> instruments, IReadOnlyList<AccountPortfolio> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var book = new MarginBook(instruments);
        foreach (var account in accounts)
        {
            if (book.accounts.ContainsKey(account.Key)) throw new ArgumentException($"account {account.Key} comes twice", nameof(accounts));
            book.Put(account);
        }

        book.Settle();
        return book;
    }

    /// <summary>True when positions may name the instrument.</summary>
    public bool Lists(string instrument) => table.Find(instrument) >= 0;

    /// <summary>Lets positions name more instruments. Those that are listed already change nothing.</summary>
    public void List(IEnumerable<Instrument> instruments)
    {
        List<Instrument> more = [.. instruments.Where(instrument => !Lists(instrument.Name)).DistinctBy(instrument => instrument.Name)];
        if (more.Count == 0) return;
        if (more.TrueForAll(instrument => Underlyings.Contains(instrument.Underlying))) table.Add(more);
        else Renumber(new(table.Instruments.AddRange(more)));
        Array.Resize(ref holders, table.Instruments.Length);
    }

    /// <summary>Puts an account into the book, in the place of what it held before; another owner than before moves it there.</summary>
    /// <param name="account">All that it holds now.</param>
    /// <param name="sequence">The caller's number of this state (<see cref="PortfolioLots.Sequence"/>).</param>
    /// <exception cref="ArgumentException">A position names no listed instrument, an amount is not within <see cref="PortfolioLots.LargestAmount"/>, or a future has no entry price; the book stays as it was.</exception>
    public void Put(AccountPortfolio account, long sequence = 0)
    {
        ArgumentNullException.ThrowIfNull(account);
        var lots = PortfolioLots.Compile(account, table, sequence);
        if (!accounts.TryGetValue(lots.Key, out var number))
        {
            number = Take();
            accounts.Add(lots.Key, number);
        }

        var place = places[number];
        if (place.Owner?.Name != account.Owner)
        {
            Leave(number);
            Join(number, lots.Key, account.Owner);
        }

        Replace(number, lots);
        unsettled.Add(place.Owner!);
    }

    /// <summary>Takes an account out of the book; false when it is not in it.</summary>
    public bool Remove(string key)
    {
        if (!accounts.Remove(key, out var number)) return false;
        Leave(number);
        Free(number);
        return true;
    }

    /// <summary>Nets the owners whose accounts changed; done before anybody reads an owner's portfolio.</summary>
    public void Settle()
    {
        foreach (var owner in unsettled) Settle(owner);
        unsettled.Clear();
    }

    /// <summary>Forgets the instruments that nobody holds when they are more than those that are held: the one thing that renumbers slots, and costs a pass over the book. True when it did.</summary>
    public bool Compact()
    {
        if (holders.Length <= FewSlots || 2 * holders.Count(count => count > 0) >= holders.Length) return false;
        // Coins of a netted inverse future outlive its lots: its underlying keeps one instrument.
        var coins = Underlyings.Where((_, u) => places.Exists(place => place.Lots?.Entry.Coins is { Length: > 0 } held && held[u] != 0)).ToHashSet();
        Renumber(new([.. table.Instruments.Where((instrument, slot) => holders[slot] > 0 || coins.Remove(instrument.Underlying))]));
        holders = new int[table.Instruments.Length];
        foreach (var place in places) Count(place.Lots, 1);
        return true;
    }

    /// <summary>Name of a portfolio: <c>venue/account</c>, or the owner; empty for a free number.</summary>
    public string KeyOf(int portfolio) => places[portfolio].Lots?.Key ?? "";

    /// <summary>The owner whom a portfolio stands for: its netted one, or its only account; null for one account of several.</summary>
    public string? OwnerOf(int portfolio) => places[portfolio] is { Owner: { } owner } place && StandsFor(owner) == place ? owner.Name : null;

    /// <summary>The owner of an account; null when it is not in the book.</summary>
    public string? OwnerOfAccount(string key) => accounts.TryGetValue(key, out var number) ? places[number].Owner!.Name : null;

    /// <summary>The keys of an owner's accounts, by ordinal name; empty when there are none.</summary>
    public ImmutableArray<string> AccountsOf(string owner) => owners.TryGetValue(owner, out var found) ? [.. found.Accounts.Keys] : [];

    /// <summary>The number of an account, or of an owner of several; -1 when there is none of that name.</summary>
    public int Find(string key)
    {
        Settle();
        if (accounts.TryGetValue(key, out var number)) return number;
        return owners.TryGetValue(key, out var owner) ? owner.Netted : -1;
    }

    /// <summary>The number of the portfolio that stands for an owner: the netted one, or the only account; -1 when there is no such owner.</summary>
    public int FindOwner(string owner)
    {
        Settle();
        return owners.TryGetValue(owner, out var found) ? StandsFor(found).Number : -1;
    }

    /// <summary>What a portfolio holds.</summary>
    /// <exception cref="ArgumentException">A free number.</exception>
    public PortfolioLots LotsOf(int portfolio) => places[portfolio].Lots ?? throw new ArgumentException($"no portfolio has the number {portfolio}", nameof(portfolio));

    /// <summary>What the given accounts of an owner would be together.</summary>
    /// <param name="key">What to call it.</param>
    /// <param name="some">Keys of accounts in the book.</param>
    public PortfolioLots Net(string key, IEnumerable<string> some) => PortfolioLots.Net(key, [.. some.Order(StringComparer.Ordinal).Select(account => LotsOf(accounts[account]))], table);

    /// <summary>What a portfolio holds; null for a free number.</summary>
    internal PortfolioLots? Held(int portfolio) => places[portfolio].Lots;

    /// <summary>All portfolios count as changed.</summary>
    internal void TouchAll()
    {
        for (var number = 0; number < places.Count; number++) Touch(number);
    }

    /// <summary>Whoever reads <see cref="Changed"/> has taken it over.</summary>
    internal void ForgetChanges()
    {
        foreach (var number in changed) places[number].IsChanged = false;
        changed.Clear();
    }

    private void Settle(BookOwner owner)
    {
        var isNetted = owner.Accounts.Count > 1;
        if (isNetted != owner.Netted >= 0)
        {
            // Its accounts begin or cease to stand for it.
            foreach (var number in owner.Accounts.Values) Touch(number);
            if (!isNetted) Free(owner.Netted);
            owner.Netted = isNetted ? Take() : -1;
        }

        if (!isNetted) return;
        places[owner.Netted].Owner = owner;
        Replace(owner.Netted, PortfolioLots.Net(owner.Name, [.. owner.Accounts.Values.Select(LotsOf)], table));
    }

    private void Join(int number, string key, string name)
    {
        if (!owners.TryGetValue(name, out var owner)) owners.Add(name, owner = new(name));
        owner.Accounts.Add(key, number);
        places[number].Owner = owner;
    }

    private void Leave(int number)
    {
        if (places[number] is not { Owner: { } owner, Lots: { } lots }) return;
        owner.Accounts.Remove(lots.Key);
        places[number].Owner = null;
        unsettled.Add(owner);
        if (owner.Accounts.Count > 0) return;
        if (owner.Netted >= 0) Free(owner.Netted);
        owners.Remove(owner.Name);
        unsettled.Remove(owner);
    }

    private BookPlace StandsFor(BookOwner owner) => places[owner.Netted >= 0 ? owner.Netted : owner.Accounts.Values[0]];

    private int Take()
    {
        if (free.TryPop(out var number)) return number;
        places.Add(new(places.Count));
        return places.Count - 1;
    }

    private void Free(int number)
    {
        Replace(number, null);
        places[number].Owner = null;
        free.Push(number);
    }

    private void Replace(int number, PortfolioLots? lots)
    {
        var place = places[number];
        Count(place.Lots, -1);
        Count(lots, 1);
        place.Lots = lots;
        Touch(number);
    }

    private void Touch(int number)
    {
        var place = places[number];
        if (place.IsChanged) return;
        place.IsChanged = true;
        changed.Add(number);
    }

    private void Count(PortfolioLots? lots, int change)
    {
        if (lots is null) return;
        foreach (var slot in lots.Slots) holders[slot] += change;
    }

    private void Renumber(InstrumentSlots other)
    {
        table = other;
        foreach (var place in places.Where(place => place.Lots is not null))
        {
            place.Lots = place.Lots!.Renumber(other);
            Touch(place.Number);
        }
    }
}

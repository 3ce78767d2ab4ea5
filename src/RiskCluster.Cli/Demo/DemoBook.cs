using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Cli.Demo;

/// <summary>
/// A made-up book on a real chain: accounts on three venues whose option positions split a fixed share of the real open interest, every long lot
/// against a short one; market makers hedge their delta with perpetuals, on another venue when they have accounts on several.
/// </summary>
internal sealed class DemoBook
{
    /// <summary>The venues: A, B and C.</summary>
    public static readonly string[] Venues = ["atlas", "borealis", "cascade"];

    /// <summary>How much of each option's real open interest the accounts hold.</summary>
    public const double OpenInterestShare = 0.1;

    private const int MostHoldersASide = 4;
    private readonly Random random;
    private readonly List<Holder> holders = [];

    private DemoBook(int seed) => random = new Random(seed);

    /// <summary>The accounts, without cash.</summary>
    /// <param name="chains">The opening chain of each underlying.</param>
    /// <param name="markets">The fitted markets of those chains.</param>
    /// <param name="lastTick">Options that expire before this are left out: settlement is not part of the demo.</param>
    /// <param name="seed">Same seed, same book.</param>
    /// <param name="owners">How many there are of whom.</param>
    public static List<AccountPortfolio> Build(IReadOnlyList<OptionChain> chains, IReadOnlyList<MarketSnapshot> markets, UnixTime lastTick, int seed, DemoOwners owners)
    {
        var book = new DemoBook(seed);
        book.OpenAccounts(owners);
        foreach (var (chain, market) in chains.Zip(markets)) book.Distribute(chain, market, lastTick);
        foreach (var market in markets) book.TradePerpetuals(market);
        return [.. book.holders.Where(holder => holder.Positions.Count > 0).Select(holder => holder.ToAccount())];
    }

    private void OpenAccounts(DemoOwners owners)
    {
        for (var i = 0; i < owners.OneVenue; i++)
        {
            var holder = new Holder(Venues[i % Venues.Length], $"{i:0000}", $"solo-{i:0000}", IsMaker: random.Next(3) == 0);
            holder.HedgesOn = holder;
            holders.Add(holder);
        }

        for (var i = 0; i < owners.ThreeVenues; i++)
        {
            var isMaker = owners.DirectionalEvery == 0 || i % owners.DirectionalEvery != 0;
            var accounts = Venues.Select(venue => new Holder(venue, $"m{i:000}", $"multi-{i:000}", isMaker)).ToArray();
            for (var a = 0; a < accounts.Length; a++) accounts[a].HedgesOn = accounts[(a + 1) % accounts.Length];
            holders.AddRange(accounts);
        }
    }

    private void Distribute(OptionChain chain, MarketSnapshot market, UnixTime lastTick)
    {
        foreach (var expiry in chain.Expiries.Where(expiry => expiry.Expiry > lastTick))
        {
            foreach (var quote in expiry.Quotes.Where(quote => quote.OpenInterestCoin > 0))
            {
                var name = InstrumentName.FormatOption(chain.Underlying, expiry.Expiry, quote.Strike, quote.Type);
                var size = quote.OpenInterestCoin * OpenInterestShare;
                var delta = DeltaCoin(market, expiry.Expiry, quote);
                Split(name, size, delta);
                Split(name, -size, delta);
            }
        }
    }

    private void Split(string name, double size, double delta)
    {
        var parts = Enumerable.Range(0, 1 + random.Next(MostHoldersASide)).Select(_ => (Holder: holders[random.Next(holders.Count)], Weight: 0.2 + random.NextDouble())).ToList();
        var total = parts.Sum(part => part.Weight);
        foreach (var (holder, weight) in parts) holder.Add(name, size * weight / total, size * weight / total * delta);
    }

    private void TradePerpetuals(MarketSnapshot market)
    {
        var perpetual = $"{market.Underlying}-PERPETUAL";
        foreach (var holder in holders.ToList())
        {
            var hedgeCoins = holder.IsMaker ? -holder.TakeDelta(market.Underlying) : 0;
            var betCoins = holder.IsMaker ? 0 : Bet(market.IndexPrice);
            holder.HedgesOn!.Trade(perpetual, Math.Round(hedgeCoins * market.PerpetualPrice / 10) * 10);
            holder.Trade(perpetual, Math.Round(betCoins * market.PerpetualPrice / 10) * 10);
        }
    }

    /// <summary>A directional position of an exponentially distributed size around 150,000 USD, long somewhat more often than short; half of the accounts take none.</summary>
    private double Bet(double index)
    {
        const double meanUsd = 150_000;
        if (random.Next(2) == 0) return 0;
        var side = random.NextDouble() < 0.6 ? 1 : -1;
        return side * -Math.Log(1 - random.NextDouble()) * meanUsd / index;
    }

    private static double DeltaCoin(MarketSnapshot market, UnixTime expiry, OptionQuote quote)
    {
        var forward = market.Find(expiry)!.Forward;
        return Black76.Greeks(quote.Type, forward, quote.Strike, quote.MarkVolAnnual, market.AsOf.YearsUntil(expiry)).Delta;
    }

    private sealed record Holder(string Venue, string Account, string Owner, bool IsMaker)
    {
        private readonly Dictionary<string, double> deltas = [];

        public SortedDictionary<string, double> Positions { get; } = new(StringComparer.Ordinal);

        public Holder? HedgesOn { get; set; }

        public void Add(string option, double size, double deltaCoin)
        {
            Trade(option, size);
            var underlying = option[..option.IndexOf('-', StringComparison.Ordinal)];
            deltas[underlying] = deltas.GetValueOrDefault(underlying) + deltaCoin;
        }

        public void Trade(string instrument, double size)
        {
            if (size != 0) Positions[instrument] = Positions.GetValueOrDefault(instrument) + size;
        }

        public double TakeDelta(string underlying) => deltas.GetValueOrDefault(underlying);

        public AccountPortfolio ToAccount() => new(Venue, Account, Owner, 0, [.. Positions.Select(position => new Position(position.Key, Math.Round(position.Value, 6))).Where(position => position.Quantity != 0)]);
    }
}

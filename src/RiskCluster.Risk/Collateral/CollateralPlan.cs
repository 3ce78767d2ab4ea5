using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>
/// One portfolio's collateral, compiled: what <see cref="CollateralRule.Of"/> counts, to rounding, with everything that no tick moves worked out before
/// (MODEL COL-1 to COL-3).
/// </summary>
/// <remarks>
/// A tick moves the index and the book of a coin, the correlation with the portfolio, and the horizon that bridges must meet. Holdings lie asset by asset; of
/// holdings with equal haircuts the order makes no difference to the sum. Immutable; a few hundred bytes a portfolio, since a tick walks through all of them.
/// </remarks>
internal sealed class CollateralPlan
{
    /// <summary>No collateral: counts nothing.</summary>
    public static readonly CollateralPlan None = new(null, [], [], 0);

    private readonly CollateralRule? rule;
    private readonly PlannedAsset[] assets;
    private readonly PlannedHolding[] holdings;
    private readonly int issuerCount;

    private CollateralPlan(CollateralRule? rule, PlannedAsset[] assets, PlannedHolding[] holdings, int issuerCount)
    {
        this.rule = rule;
        this.assets = assets;
        this.holdings = holdings;
        this.issuerCount = issuerCount;
        Follows = assets.Any(asset => asset.Follows >= 0);
    }

    /// <summary>How many numbers counting needs to write down.</summary>
    public int ScratchLength => 2 * holdings.Length + issuerCount;

    /// <summary>True where an asset moves with an underlying: then counting needs the correlations.</summary>
    public bool Follows { get; }

    /// <summary>True while something is owed that nothing prices: then there is no figure.</summary>
    public bool OwesUnpriced
    {
        get
        {
            foreach (ref readonly var asset in assets.AsSpan())
            {
                if (asset.IsPriced) continue;
                for (var i = asset.First; i < asset.Last; i++)
                    if (holdings[i].Quantity < 0)
                        return true;
            }

            return false;
        }
    }

    /// <summary>Compiles some holdings.</summary>
    /// <param name="rule">What collateral counts for.</param>
    /// <param name="balances">In any order.</param>
    /// <param name="assets">Every asset of the balances, each once; price and book of a coin of the market, and correlations, come with the tick.</param>
    /// <param name="routesFrom">From a chain to where losses are paid: <see cref="BridgeNetwork.BestRoutes"/>.</param>
    public static CollateralPlan Compile(
        CollateralRule rule, IReadOnlyList<CollateralBalance> balances, IReadOnlyList<PledgeTerms> assets, Func<string, ImmutableArray<BridgeRoute>> routesFrom)
    {
        if (balances.Count == 0) return None;
        string[] issuers = [.. assets.Select(terms => terms.Asset.Claim?.Issuer).OfType<string>().Distinct(StringComparer.Ordinal)];
        var planned = new List<PlannedAsset>();
        var holdings = new List<PlannedHolding>();
        foreach (var terms in assets)
        {
            var first = holdings.Count;
            holdings.AddRange(balances.Where(balance => balance.Asset == terms.Asset.Asset).Select(balance =>
                new PlannedHolding(balance.Quantity, rule.StandingHaircut(terms.Asset, balance.Venue), routesFrom(balance.Chain))));
            var issuer = Array.IndexOf(issuers, terms.Asset.Claim?.Issuer);
            planned.Add(new(terms.Coin, terms.HasPrice ? terms.Asset.SpotUsd : 0, terms.TimeWeightedUsd, terms.Asset.CapUsd, terms.Follows, terms.Correlation, first, holdings.Count, issuer));
        }

        return new(rule, [.. planned], [.. holdings], issuers.Length);
    }

    /// <summary>What counts in the present market, debts included, USD.</summary>
    /// <param name="horizonHours">By when collateral must arrive, hours; >= 0.</param>
    /// <param name="correlations">Shape [underlyings]. Correlation of each underlying's return with the portfolio's P&amp;L, [-1, 1]; not read unless <see cref="Follows"/>.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> numbers, overwritten.</param>
    public double CountedUsd(double horizonHours, ReadOnlySpan<double> correlations, Span<double> scratch)
    {
        if (rule is null) return 0;
        var valuesUsd = scratch[..holdings.Length];
        var haircuts = scratch.Slice(holdings.Length, holdings.Length);
        var issuersUsd = scratch.Slice(2 * holdings.Length, issuerCount);
        issuersUsd.Clear();
        double countedUsd = 0, ownedUsd = 0;
        foreach (ref readonly var asset in assets.AsSpan())
        {
            var wrongWayHaircut = rule.WrongWay.CorrelationHaircut(asset.Correlation(correlations));
            var (count, owedUsd) = Value(asset, horizonHours, wrongWayHaircut, valuesUsd, haircuts);
            for (var i = 0; i < count; i++) ownedUsd += valuesUsd[i];
            var assetUsd = Sell(rule.LiquidityCap, asset.CapUsd(rule.LiquidityCap), valuesUsd[..count], haircuts[..count]);
            countedUsd += owedUsd;
            if (asset.Issuer < 0) countedUsd += assetUsd;
            else issuersUsd[asset.Issuer] += assetUsd;
        }

        if (issuerCount == 0) return countedUsd;
        var limitUsd = rule.RealWorldAssets.IssuerCap.LimitUsd(ownedUsd);
        foreach (var issuerUsd in issuersUsd) countedUsd += Math.Min(issuerUsd, limitUsd);
        return countedUsd;
    }

    /// <summary>Writes value and haircut of every holding of an asset that is owned; debts are summed up.</summary>
    private (int Count, double OwedUsd) Value(in PlannedAsset asset, double horizonHours, double wrongWayHaircut, Span<double> valuesUsd, Span<double> haircuts)
    {
        var (ownedPriceUsd, owedPriceUsd) = asset.PricesUsd();
        var count = 0;
        var owedUsd = 0.0;
        for (var i = asset.First; i < asset.Last; i++)
        {
            ref readonly var holding = ref holdings[i];
            if (holding.Quantity <= 0)
            {
                owedUsd += holding.Quantity * owedPriceUsd;
                continue;
            }

            valuesUsd[count] = holding.Quantity * ownedPriceUsd;
            haircuts[count++] = Math.Min(1, holding.Haircut + wrongWayHaircut + holding.BridgeHaircut(horizonHours));
        }

        return (count, owedUsd);
    }

    /// <summary>Sells holdings by rising haircut into the room that the cap leaves, and says what counts of them.</summary>
    private static double Sell(LiquidityCapRule liquidity, double capUsd, Span<double> valuesUsd, Span<double> haircuts)
    {
        if (haircuts.Length > 1) haircuts.Sort(valuesUsd);
        double soldUsd = 0, sellableUsd = 0, countedUsd = 0;
        for (var i = 0; i < haircuts.Length; i++)
        {
            soldUsd += valuesUsd[i];
            var untilHereUsd = liquidity.CountedUsd(soldUsd, capUsd);
            countedUsd += (1 - haircuts[i]) * Math.Max(0, untilHereUsd - sellableUsd);
            sellableUsd = untilHereUsd;
        }

        return countedUsd;
    }
}

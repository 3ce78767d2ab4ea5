using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>
/// One portfolio's collateral, compiled: what <see cref="CollateralRule.Of"/> counts, to rounding, with everything that no tick moves worked out before
/// (MODEL COL-1 to COL-3).
/// </summary>
/// <remarks>
/// A tick moves the index and the book of a coin, the correlation with the portfolio, and the horizon that bridges must meet. Holdings lie asset by asset; of
/// holdings with equal haircuts the order makes no difference to the sum. Counting allocates nothing and uses the plan's own scratch memory: one caller at a time.
/// </remarks>
internal sealed class CollateralPlan
{
    /// <summary>No collateral: counts nothing.</summary>
    public static readonly CollateralPlan None = new(null, [], [], []);

    private readonly CollateralRule? rule;
    private readonly PlannedAsset[] assets;
    private readonly PlannedHolding[] holdings;
    private readonly double[] haircuts;
    private readonly double[] valuesUsd;
    private readonly double[] issuersUsd;

    private CollateralPlan(CollateralRule? rule, PlannedAsset[] assets, PlannedHolding[] holdings, string[] issuers)
    {
        this.rule = rule;
        this.assets = assets;
        this.holdings = holdings;
        haircuts = new double[holdings.Length];
        valuesUsd = new double[holdings.Length];
        issuersUsd = new double[issuers.Length];
        Follows = assets.Any(asset => asset.Follows >= 0);
    }

    /// <summary>True where an asset moves with an underlying: then counting needs the correlations.</summary>
    public bool Follows { get; }

    /// <summary>Compiles some holdings.</summary>
    /// <param name="rule">What collateral counts for.</param>
    /// <param name="balances">In any order.</param>
    /// <param name="assets">Every asset of the balances, each once; price and book of a coin of the market, and correlations, come with the tick.</param>
    /// <param name="settlementChain">Where losses are paid.</param>
    public static CollateralPlan Compile(CollateralRule rule, IReadOnlyList<CollateralBalance> balances, IReadOnlyList<PledgeTerms> assets, string settlementChain)
    {
        if (balances.Count == 0) return None;
        string[] issuers = [.. assets.Select(terms => terms.Asset.Claim?.Issuer).OfType<string>().Distinct(StringComparer.Ordinal)];
        var routes = balances.Select(balance => balance.Chain).Distinct(StringComparer.Ordinal)
            .ToDictionary(chain => chain, chain => rule.Bridges.BestRoutes(chain, settlementChain), StringComparer.Ordinal);
        var planned = new List<PlannedAsset>();
        var holdings = new List<PlannedHolding>();
        foreach (var terms in assets)
        {
            var first = holdings.Count;
            holdings.AddRange(balances.Where(balance => balance.Asset == terms.Asset.Asset).Select(balance =>
                new PlannedHolding(balance.Quantity, rule.StandingHaircut(terms.Asset, balance.Venue), routes[balance.Chain])));
            planned.Add(new(terms, first, holdings.Count, Array.IndexOf(issuers, terms.Asset.Claim?.Issuer)));
        }

        return new(rule, [.. planned], [.. holdings], issuers);
    }

    /// <summary>What counts in the present market, debts included, USD.</summary>
    /// <param name="horizonHours">By when collateral must arrive, hours; >= 0.</param>
    /// <param name="correlations">Shape [underlyings]. Correlation of each underlying's return with the portfolio's P&amp;L, [-1, 1]; not read unless <see cref="Follows"/>.</param>
    public double CountedUsd(double horizonHours, ReadOnlySpan<double> correlations)
    {
        if (rule is null) return 0;
        Array.Clear(issuersUsd);
        double countedUsd = 0, ownedUsd = 0;
        foreach (ref readonly var asset in assets.AsSpan())
        {
            var (count, assetOwnedUsd, owedUsd) = Value(asset, horizonHours, rule.WrongWay.CorrelationHaircut(asset.Correlation(correlations)));
            var assetCountedUsd = Sell(rule.LiquidityCap, asset.CapUsd(rule.LiquidityCap), count);
            ownedUsd += assetOwnedUsd;
            countedUsd += owedUsd;
            if (asset.Issuer < 0) countedUsd += assetCountedUsd;
            else issuersUsd[asset.Issuer] += assetCountedUsd;
        }

        if (issuersUsd.Length == 0) return countedUsd;
        var limitUsd = rule.RealWorldAssets.IssuerCap.LimitUsd(ownedUsd);
        foreach (var issuerUsd in issuersUsd) countedUsd += Math.Min(issuerUsd, limitUsd);
        return countedUsd;
    }

    /// <summary>Writes value and haircut of every holding that is owned to the scratch memory; debts are summed up.</summary>
    private (int Count, double OwnedUsd, double OwedUsd) Value(in PlannedAsset asset, double horizonHours, double wrongWayHaircut)
    {
        var (ownedPriceUsd, owedPriceUsd) = asset.PricesUsd();
        var count = 0;
        double ownedUsd = 0, owedUsd = 0;
        for (var i = asset.First; i < asset.Last; i++)
        {
            ref readonly var holding = ref holdings[i];
            if (holding.Quantity <= 0)
            {
                owedUsd += holding.Quantity * owedPriceUsd;
                continue;
            }

            valuesUsd[count] = holding.Quantity * ownedPriceUsd;
            haircuts[count] = Math.Min(1, holding.Haircut + wrongWayHaircut + holding.BridgeHaircut(horizonHours));
            ownedUsd += valuesUsd[count++];
        }

        return (count, ownedUsd, owedUsd);
    }

    /// <summary>Sells what was written, by rising haircut, into the room that the cap leaves.</summary>
    private double Sell(LiquidityCapRule liquidity, double capUsd, int count)
    {
        if (count > 1) haircuts.AsSpan(0, count).Sort(valuesUsd.AsSpan(0, count));
        double valueUsd = 0, sellableUsd = 0, countedUsd = 0;
        for (var i = 0; i < count; i++)
        {
            valueUsd += valuesUsd[i];
            var untilHereUsd = liquidity.CountedUsd(valueUsd, capUsd);
            countedUsd += (1 - haircuts[i]) * Math.Max(0, untilHereUsd - sellableUsd);
            sellableUsd = untilHereUsd;
        }

        return countedUsd;
    }
}

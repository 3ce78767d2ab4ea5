using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>What collateral counts for (MODEL COL-1, COL-2, COL-3). Immutable.</summary>
/// <param name="Haircuts">By asset, quality and venue.</param>
/// <param name="LiquidityCap">How much of an asset can be sold.</param>
/// <param name="WrongWay">Add-ons for what falls with the portfolio.</param>
/// <param name="Bridges">How collateral gets where it is needed.</param>
/// <param name="RealWorldAssets">Add-ons for claims on an issuer.</param>
/// <remarks>
/// For each balance, in this order:
/// <list type="number">
/// <item>gross = quantity x the lower of spot and time-weighted price; a debt counts fully, at the higher of the two, and takes no further step;</item>
/// <item>liquidity cap of the asset, shared by its holdings in proportion to their value;</item>
/// <item>haircuts, each a fraction of what is left of step 2, added up, together at most everything: schedule, own token, wrong way, bridges, issuer;</item>
/// <item>issuer cap, shared by the issuer's holdings in proportion to what they still count.</item>
/// </list>
/// So the counted value is within [0, gross], never rises with any haircut or latency, and never falls when a cap is raised.
/// </remarks>
public sealed record CollateralRule(
    HaircutSchedule Haircuts,
    LiquidityCapRule LiquidityCap,
    WrongWayRule WrongWay,
    BridgeNetwork Bridges,
    RealWorldAssetRule RealWorldAssets)
{
    /// <summary>What an owner's balances count for.</summary>
    /// <param name="balances">In any order; several may be of one asset.</param>
    /// <param name="assets">Every asset of the balances; others are ignored.</param>
    /// <param name="need">Where and by when it must arrive.</param>
    /// <exception cref="ArgumentException">An asset is missing or there twice.</exception>
    public CollateralReport Of(IReadOnlyList<CollateralBalance> balances, IReadOnlyList<CollateralAsset> assets, CollateralNeed need)
    {
        var holdings = Holdings(balances, assets);
        foreach (var group in Owned(holdings).GroupBy(holding => holding.Asset.Asset, StringComparer.Ordinal)) CapByLiquidity([.. group]);
        foreach (var holding in Owned(holdings)) CutHair(holding, need);

        var grossUsd = Owned(holdings).Sum(holding => holding.GrossUsd);
        foreach (var group in Owned(holdings).Where(holding => holding.Asset.Claim is not null).GroupBy(holding => holding.Asset.Claim!.Issuer, StringComparer.Ordinal))
            CapByIssuer(group.Key, [.. group], RealWorldAssets.IssuerCap.LimitUsd(grossUsd));
        return new([.. holdings.Select(holding => holding.Tally.Close())]);
    }

    private static ImmutableArray<Holding> Holdings(IReadOnlyList<CollateralBalance> balances, IReadOnlyList<CollateralAsset> assets)
    {
        var known = new Dictionary<string, CollateralAsset>(StringComparer.Ordinal);
        foreach (var asset in assets)
            if (!known.TryAdd(asset.Asset, asset))
                throw new ArgumentException($"asset {asset.Asset} is there twice", nameof(assets));
        return [.. balances.Select(balance => known.TryGetValue(balance.Asset, out var asset)
            ? Holding.Of(balance, asset)
            : throw new ArgumentException($"nothing is known of asset {balance.Asset}", nameof(assets)))];
    }

    private static IEnumerable<Holding> Owned(ImmutableArray<Holding> holdings) => holdings.Where(holding => holding.GrossUsd > 0);

    private void CapByLiquidity(ImmutableArray<Holding> holdings)
    {
        var asset = holdings[0].Asset;
        var valueUsd = holdings.Sum(holding => holding.GrossUsd);
        var capUsd = LiquidityCap.CapUsd(asset);
        var kept = LiquidityCap.CountedUsd(valueUsd, capUsd) / valueUsd;
        if (kept >= 1) return;
        foreach (var holding in holdings) holding.Tally.LimitBase("COL-1", $"liquidity cap of {asset.Asset}", kept * holding.GrossUsd);
    }

    private void CutHair(Holding holding, CollateralNeed need)
    {
        var (balance, asset, tally) = (holding.Balance, holding.Asset, holding.Tally);
        var entry = Haircuts.Find(asset.Asset, asset.Tier, balance.Venue);
        tally.Haircut("COL-1", entry?.ToString() ?? "no haircut is set for it", entry?.Haircut ?? 1);
        if (asset.IsOwnToken) tally.Haircut("COL-1", "own token", WrongWay.OwnTokenHaircut);
        tally.Haircut("COL-1", "falls with the portfolio", WrongWay.CorrelationHaircut(asset));

        var route = Bridges.FindRoute(balance.Chain, need.Chain, need.HorizonHours);
        tally.Haircut("COL-2", route is null ? $"does not reach {need.Chain} within the horizon" : $"bridges {route.Name}", route?.Haircut ?? 1);
        if (asset.Claim is { } claim) RealWorldAssets.Apply(claim, tally);
    }

    private static void CapByIssuer(string issuer, ImmutableArray<Holding> holdings, double limitUsd)
    {
        var countedUsd = holdings.Sum(holding => holding.Tally.LeftUsd);
        if (countedUsd <= limitUsd) return;
        foreach (var holding in holdings) holding.Tally.Limit("COL-3", $"cap of issuer {issuer}", holding.Tally.LeftUsd * (limitUsd / countedUsd));
    }

    private sealed record Holding(CollateralBalance Balance, CollateralAsset Asset, double GrossUsd, CollateralTally Tally)
    {
        public static Holding Of(CollateralBalance balance, CollateralAsset asset)
        {
            var grossUsd = balance.Quantity * asset.PriceUsd(balance.Quantity);
            return new(balance, asset, grossUsd, new($"{balance.Asset} at {balance.Venue} on {balance.Chain}", grossUsd));
        }
    }
}

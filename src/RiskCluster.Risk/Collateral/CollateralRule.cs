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
/// <item>liquidity cap of the asset: its holdings are sold in the order of rising haircut, equal ones side by side, and each dollar counts as far as the
/// dollars before it leave room, so that a holding which counts little never takes the room of one which counts much;</item>
/// <item>haircuts, each a fraction of what can be sold, added up, together at most everything: schedule, own token, wrong way, bridges, issuer;</item>
/// <item>issuer cap, shared by the issuer's holdings in proportion to what they still count.</item>
/// </list>
/// So the counted value is within [0, gross], never rises with any haircut or latency, and never falls when a cap is raised or a holding is added.
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
        var known = ByName(assets);
        ImmutableArray<HeldCollateral> holdings = [.. balances.Select(balance => Hold(balance, known, need))];
        ImmutableArray<HeldCollateral> owned = [.. holdings.Where(holding => holding.GrossUsd > 0)];
        foreach (var ofAsset in owned.GroupBy(holding => holding.Asset.Asset, StringComparer.Ordinal)) CapByLiquidity([.. ofAsset]);
        foreach (var holding in owned)
            foreach (var haircut in holding.Haircuts)
                holding.Tally.Cut(haircut);

        var issuerLimitUsd = RealWorldAssets.IssuerCap.LimitUsd(owned.Sum(holding => holding.GrossUsd));
        foreach (var ofIssuer in owned.Where(holding => holding.Asset.Claim is not null).GroupBy(holding => holding.Asset.Claim!.Issuer, StringComparer.Ordinal))
            CapByIssuer(ofIssuer.Key, [.. ofIssuer], issuerLimitUsd);
        return new([.. holdings.Select(holding => holding.Tally.Close())]);
    }

    /// <summary>Sum of the haircuts that neither market nor portfolio moves: of the asset at the venue, and of its issuer; a fraction >= 0.</summary>
    internal double StandingHaircut(CollateralAsset asset, string venue) => OfAsset(asset, venue).Concat(OfIssuer(asset)).Sum(haircut => haircut.Fraction);

    private static Dictionary<string, CollateralAsset> ByName(IReadOnlyList<CollateralAsset> assets)
    {
        var known = new Dictionary<string, CollateralAsset>(StringComparer.Ordinal);
        foreach (var asset in assets)
            if (!known.TryAdd(asset.Asset, asset))
                throw new ArgumentException($"asset {asset.Asset} is there twice", nameof(assets));
        return known;
    }

    private HeldCollateral Hold(CollateralBalance balance, Dictionary<string, CollateralAsset> known, CollateralNeed need)
    {
        if (!known.TryGetValue(balance.Asset, out var asset)) throw new ArgumentException($"nothing is known of asset {balance.Asset}", nameof(balance));
        var route = Bridges.FindRoute(balance.Chain, need.Chain, need.HorizonHours);
        return new(balance, asset,
        [
            .. OfAsset(asset, balance.Venue),
            new("COL-1", "falls with the portfolio", WrongWay.CorrelationHaircut(asset.PortfolioCorrelation)),
            new("COL-2", route is null ? $"does not reach {need.Chain} within the horizon" : $"bridges {route.Name}", route?.Haircut ?? 1),
            .. OfIssuer(asset),
        ]);
    }

    private IEnumerable<NamedHaircut> OfAsset(CollateralAsset asset, string venue)
    {
        var entry = Haircuts.Find(asset.Asset, asset.Tier, venue);
        yield return new("COL-1", entry?.ToString() ?? "no haircut is set for it", entry?.Haircut ?? 1);
        if (asset.IsOwnToken) yield return new("COL-1", "own token", WrongWay.OwnTokenHaircut);
    }

    private IEnumerable<NamedHaircut> OfIssuer(CollateralAsset asset) => asset.Claim is { } claim ? RealWorldAssets.Haircuts(claim) : [];

    private void CapByLiquidity(ImmutableArray<HeldCollateral> holdings)
    {
        var asset = holdings[0].Asset;
        var capUsd = LiquidityCap.CapUsd(asset);
        var (soldUsd, sellableUsd) = (0.0, 0.0);
        foreach (var equals in holdings.GroupBy(holding => holding.TotalHaircut).OrderBy(group => group.Key))
        {
            var valueUsd = equals.Sum(holding => holding.GrossUsd);
            var untilHereUsd = LiquidityCap.CountedUsd(soldUsd + valueUsd, capUsd);
            var kept = soldUsd + valueUsd <= capUsd ? 1 : Math.Clamp((untilHereUsd - sellableUsd) / valueUsd, 0, 1);
            foreach (var holding in equals) holding.Tally.LimitBase("COL-1", $"liquidity cap of {asset.Asset}", kept * holding.GrossUsd);
            (soldUsd, sellableUsd) = (soldUsd + valueUsd, untilHereUsd);
        }
    }

    private static void CapByIssuer(string issuer, ImmutableArray<HeldCollateral> holdings, double limitUsd)
    {
        var countedUsd = holdings.Sum(holding => holding.Tally.LeftUsd);
        if (countedUsd <= limitUsd) return;
        foreach (var holding in holdings) holding.Tally.Limit("COL-3", $"cap of issuer {issuer}", holding.Tally.LeftUsd * (limitUsd / countedUsd));
    }
}

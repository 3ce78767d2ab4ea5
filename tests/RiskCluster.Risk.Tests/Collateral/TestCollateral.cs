using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Tests.Collateral;

internal static class TestCollateral
{
    public static ImmutableSortedDictionary<string, IssuerRating> Ratings { get; } = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        new Dictionary<string, IssuerRating> { ["AA"] = new(0.001, 0.4), ["BBB"] = new(0.02, 0.6) });

    public static IssuerDefaultRule Default { get; } = new(Ratings, Confidence: 0.99, MinCorrelation: 0.1, MinYears: 0.2);

    public static RealWorldAssetRule RealWorldAssets { get; } = new(Default, new(RateAnnual: 0.05, HaircutSqrtYear: 0.04), new(FreshHours: 24, LimitHours: 124), new(CapUsd: 1e6, MaxShare: 0.5));

    public static CollateralRule Rule { get; } = With();

    public static CollateralNeed Need { get; } = new("ethereum", HorizonHours: 12);

    /// <summary>What counts fully: money, where it is needed.</summary>
    public static CollateralAsset Usd { get; } = new("USD", "cash", 1, 1, CapUsd: double.PositiveInfinity);

    public static CollateralRule With(double ethHaircut = 0.1, double wrongWayWeight = 0.2, double capUsd = 1e5, double bridgeHaircut = 0.01, double bridgeHours = 10, double issuerCapUsd = 1e6) => new(
        new([new(null, "cash", null, 0), new("ETH", null, null, ethHaircut), new("TBILL", null, null, 0.02), new("OWN", null, null, 0.3)]),
        new(SaleDistance: 0.02, Refills: 1, DepthShare: 1, TaperMultiple: 2, capUsd),
        new(wrongWayWeight, OwnTokenHaircut: 0.25),
        new([new("solana", "ethereum", bridgeHours, bridgeHaircut)]),
        RealWorldAssets with { IssuerCap = new(issuerCapUsd, 0.5) });

    public static RealWorldClaim Claim(string rating = "BBB", double correlation = 0.3, double redemptionDays = 182.5, double priceAgeHours = 0, string issuer = "Treasury Co") =>
        new(issuer, rating, correlation, redemptionDays, priceAgeHours);
}

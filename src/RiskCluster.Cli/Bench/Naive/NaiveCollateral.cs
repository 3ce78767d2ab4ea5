using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>What collateral counts for as the definition reads (COL-1 to COL-3): line by line, haircut by haircut, nothing worked out before.</summary>
/// <param name="Markets">One snapshot an underlying.</param>
/// <param name="Scenarios">Where correlations come from.</param>
/// <param name="Rules">Of the model.</param>
internal sealed record NaiveCollateral(IReadOnlyList<MarketSnapshot> Markets, ScenarioSet Scenarios, RiskModelRequirement Rules)
{
    private RiskModelCollateral Section => Rules.Collateral!;

    /// <summary>What the collateral of some accounts counts for behind their lots, USD.</summary>
    public double CountedUsd(IEnumerable<AccountPortfolio> accounts, IReadOnlyList<(Instrument Instrument, double Lot)> lots, double horizonDays)
    {
        var lines = accounts.SelectMany(account => account.Collateral.Select(pledge => (Pledge: pledge, Value: pledge.Quantity * PriceUsd(pledge), account.Venue))).ToList();
        var owned = lines.Where(line => line.Value > 0).ToList();
        var issuerLimitUsd = Math.Min(Section.Rule.RealWorldAssets.IssuerCap.CapUsd, Section.Rule.RealWorldAssets.IssuerCap.MaxShare * owned.Sum(line => line.Value));
        var ofAssets = owned.GroupBy(line => line.Pledge.Asset).Select(asset =>
        {
            var sold = asset.Select(line => (line.Value, Haircut: Haircut(line.Pledge, line.Venue, lots, horizonDays)));
            return (Governed(asset.Key).Claim?.Issuer, Usd: SoldUsd([.. sold], CapUsd(asset.Key)));
        }).ToList();
        return lines.Where(line => line.Value < 0).Sum(line => line.Value)
            + ofAssets.Where(asset => asset.Issuer is null).Sum(asset => asset.Usd)
            + ofAssets.Where(asset => asset.Issuer is not null).GroupBy(asset => asset.Issuer).Sum(issuer => Math.Min(issuerLimitUsd, issuer.Sum(asset => asset.Usd)));
    }

    private RiskModelCollateralAsset Governed(string asset) => Section.Assets.GetValueOrDefault(asset, RiskModelCollateralAsset.Unknown);

    private MarketSnapshot? Coin(string asset) => Markets.FirstOrDefault(market => market.Underlying == asset);

    private double PriceUsd(PledgedAsset pledge)
    {
        var spot = Coin(pledge.Asset)?.IndexPrice ?? pledge.SpotUsd ?? 0;
        var average = pledge.TimeWeightedUsd ?? Coin(pledge.Asset)?.TimeWeightedPrice ?? spot;
        return pledge.Quantity > 0 ? Math.Min(spot, average) : Math.Max(spot, average);
    }

    /// <summary>The dollars with the smallest haircut first: full up to the cap, each further one for less, none beyond a multiple of it.</summary>
    private double SoldUsd(List<(double Value, double Haircut)> lines, double capUsd)
    {
        var (counted, before) = (0.0, 0.0);
        foreach (var (value, haircut) in lines.OrderBy(line => line.Haircut))
        {
            counted += (1 - haircut) * (SellableUsd(before + value, capUsd) - SellableUsd(before, capUsd));
            before += value;
        }

        return counted;
    }

    private double SellableUsd(double usd, double capUsd)
    {
        var width = (Section.Rule.LiquidityCap.TaperMultiple - 1) * capUsd;
        var beyond = Math.Clamp(usd - capUsd, 0, width);
        return Math.Min(usd, capUsd) + (width == 0 ? 0 : beyond - beyond * beyond / (2 * width));
    }

    private double CapUsd(string asset)
    {
        var (rule, governed) = (Section.Rule.LiquidityCap, Governed(asset).CapUsd);
        if (Coin(asset) is not { } market || (market.Liquidity?.Depth is null && Rules.Unwind is null)) return governed ?? rule.DefaultCapUsd;
        var bids = market.Liquidity?.Depth is { } depth
            ? depth.PiecesOf(Risk.Liquidity.DepthSide.Bids).Select(piece => (piece.Coin, Start: piece.StartDistance, End: piece.EndDistance)).ToList()
            : NaiveUnwind.Side(market, Rules.Unwind!.LiquidityOf(asset), isBid: true);
        var bidUsd = (market.Liquidity?.Depth?.MidUsd ?? market.IndexPrice) * bids.Where(piece => piece.Start <= rule.SaleDistance).Sum(piece =>
        {
            var end = Math.Min(piece.End, rule.SaleDistance);
            var share = piece.End > piece.Start ? (end - piece.Start) / (piece.End - piece.Start) : 1;
            return piece.Coin * share * (1 - (piece.Start + end) / 2);
        });
        return Math.Min(governed ?? double.PositiveInfinity, rule.DepthShare * rule.Refills * bidUsd);
    }

    private double Haircut(PledgedAsset pledge, string venue, IReadOnlyList<(Instrument Instrument, double Lot)> lots, double horizonDays)
    {
        var (rule, governed) = (Section.Rule, Governed(pledge.Asset));
        var schedule = rule.Haircuts.Find(pledge.Asset, governed.Tier, venue)?.Haircut ?? 1;
        var ownToken = governed.IsOwnToken ? rule.WrongWay.OwnTokenHaircut : 0;
        var wrongWay = governed.Follows is null ? 0 : rule.WrongWay.CorrelationWeight * Math.Max(0, governed.Correlation * Correlation(governed.Follows, lots));
        var bridges = rule.Bridges.FindRoute(pledge.Chain ?? Section.SettlementChain, Section.SettlementChain, 24 * horizonDays)?.Haircut ?? 1;
        var issuer = governed.Claim is { } claim ? IssuerHaircut(claim, pledge.PriceAgeHours) : 0;
        return Math.Min(1, schedule + ownToken + wrongWay + bridges + issuer);
    }

    /// <summary>Correlation of an underlying's move with the portfolio's, to first order, over the historical scenarios, or the stress ones where there are no others.</summary>
    private double Correlation(string underlying, IReadOnlyList<(Instrument Instrument, double Lot)> lots)
    {
        if (Scenarios.Shocks.All(shocks => shocks.Underlying != underlying)) return 0;
        var from = Scenarios.Count > Scenarios.StressCount ? Scenarios.StressCount : 0;
        var (coin, portfolio, both) = (0.0, 0.0, 0.0);
        for (var s = from; s < Scenarios.Count; s++)
        {
            var coinMove = Scenarios.For(underlying).SpotRatio[s] - 1;
            var moveUsd = Markets.Sum(market => (Scenarios.For(market.Underlying).SpotRatio[s] - 1) * market.IndexPrice
                * lots.Where(lot => lot.Instrument.Underlying == market.Underlying).Sum(lot => lot.Lot * NaiveRevaluation.DeltaCoin(lot.Instrument, market)));
            (coin, portfolio, both) = (coin + coinMove * coinMove, portfolio + moveUsd * moveUsd, both + coinMove * moveUsd);
        }

        return coin > 0 && portfolio > 0 ? both / Math.Sqrt(coin * portfolio) : 0;
    }

    private double IssuerHaircut(RiskModelClaim claim, double ageHours)
    {
        var rule = Section.Rule.RealWorldAssets;
        if (!rule.Default.Ratings.TryGetValue(claim.Rating, out var rating)) return 1;
        var years = claim.RedemptionDays / 365;
        var expected = 1 - Math.Pow(1 - rating.DefaultProbabilityAnnual, Math.Max(rule.Default.MinYears, years));
        return rating.LossGivenDefault * Math.Max(expected, OnTheBadDay(expected, claim.IssuerCorrelation, rule.Default))
            + (1 - Math.Exp(-rule.Redemption.RateAnnual * years))
            + Math.Min(1, rule.Redemption.HaircutSqrtYear * Math.Sqrt(years))
            + Math.Clamp((ageHours - rule.PriceAge.FreshHours) / (rule.PriceAge.LimitHours - rule.PriceAge.FreshHours), 0, 1);
    }

    private static double OnTheBadDay(double probability, double correlation, IssuerDefaultRule rule)
    {
        if (probability is <= 0 or >= 1) return probability;
        var (threshold, badDay) = (NaiveNormal.Quantile(probability), NaiveNormal.Quantile(rule.Confidence));
        var tied = Math.Min(Math.Max(correlation, rule.MinCorrelation), 0.99);
        if (threshold < 0) tied = Math.Min(tied, -badDay / threshold);
        return NaiveNormal.Probability((threshold + tied * badDay) / Math.Sqrt(1 - tied * tied));
    }
}

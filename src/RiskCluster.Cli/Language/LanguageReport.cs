using RiskCluster.Cli.Input;
using RiskCluster.Risk.Language;

namespace RiskCluster.Cli.Language;

/// <summary>Accounts and owners margined under one model of the language.</summary>
/// <param name="Document">The model.</param>
/// <param name="Market">The market.</param>
/// <param name="Accounts">Each standing alone; a model that counts in coin has one entry for each coin.</param>
/// <param name="Owners">Those with several accounts, netted.</param>
internal sealed record LanguageReport(ModelDocument Document, ModelMarket Market, IReadOnlyList<LanguageMargin> Accounts, IReadOnlyList<LanguageMargin> Owners)
{
    /// <summary>Margins everything.</summary>
    /// <exception cref="ModelInputException">The market lacks what a position needs.</exception>
    public static LanguageReport Of(ModelDocument document, IReadOnlyList<ModelAccount> accounts, ModelMarket market) => new(
        document,
        market,
        [.. accounts.SelectMany(account => Margins(document, account.Portfolio, market).Select(margin => new LanguageMargin(account, account.Owner, margin)))],
        [.. accounts.GroupBy(account => account.Owner)
            .Where(owner => owner.Count() > 1)
            .SelectMany(owner => Margins(document, Netted(owner.Key, owner), market).Select(margin => new LanguageMargin(null, owner.Key, margin)))]);

    /// <summary>One margin, or one for each coin held where the model counts in coin.</summary>
    public static IEnumerable<ModelMargin> Margins(ModelDocument document, ModelPortfolio portfolio, ModelMarket market)
    {
        if (!document.CountsInCoin || market.Underlyings.Count <= 1) return [document.Margin(portfolio, market)];
        var coins = portfolio.Positions.Select(position => position.Instrument.Underlying)
            .Concat(portfolio.Collateral.Select(holding => holding.Asset).Where(market.Underlyings.ContainsKey))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (coins.Count == 0) coins.Add(market.Underlyings.Keys.First());
        return coins.Select(coin => document.Margin(OfCoin(portfolio, market, coin, coin == coins[0]), OfCoin(market, coin)));
    }

    private static ModelMarket OfCoin(ModelMarket market, string coin) =>
        market with { Underlyings = market.Underlyings.RemoveRange(market.Underlyings.Keys.Where(key => key != coin)) };

    // Dollars and assets of no coin stand behind the first coin; external margins are its too.
    private static ModelPortfolio OfCoin(ModelPortfolio portfolio, ModelMarket market, string coin, bool isFirst) => portfolio with
    {
        CashUsd = isFirst ? portfolio.CashUsd : 0,
        External = isFirst ? portfolio.External : new(),
        Positions = [.. portfolio.Positions.Where(position => position.Instrument.Underlying == coin)],
        Collateral = [.. portfolio.Collateral.Where(holding => holding.Asset == coin || (isFirst && !market.Underlyings.ContainsKey(holding.Asset)))],
    };

    private static ModelPortfolio Netted(string owner, IEnumerable<ModelAccount> accounts)
    {
        var portfolios = accounts.Select(account => account.Portfolio).ToList();
        return new(
            owner,
            portfolios.Sum(portfolio => portfolio.CashUsd),
            [.. portfolios.SelectMany(portfolio => portfolio.Positions)],
            [.. portfolios.SelectMany(portfolio => portfolio.Collateral)],
            new(
                portfolios.Sum(portfolio => portfolio.External.Spot),
                portfolios.Sum(portfolio => portfolio.External.MarketMakerProtection),
                portfolios.Sum(portfolio => portfolio.External.OpenOrders)));
    }
}

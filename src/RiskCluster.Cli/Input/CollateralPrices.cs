using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Input;

/// <summary>What a market says that assets are worth: the prices of its collateral list, and for a coin its index.</summary>
internal sealed class CollateralPrices
{
    private readonly string marketFile;
    private readonly Dictionary<string, AssetEntry> told;
    private readonly Dictionary<string, double> indexUsd;

    private CollateralPrices(string marketFile, IEnumerable<AssetEntry> told, IEnumerable<MarketSnapshot> snapshots)
    {
        this.marketFile = marketFile;
        this.told = told.ToDictionary(entry => entry.Asset, StringComparer.Ordinal);
        indexUsd = snapshots.ToDictionary(snapshot => snapshot.Underlying, snapshot => snapshot.IndexPrice, StringComparer.Ordinal);
    }

    /// <summary>The prices of a market file; a chain tells those of its coins only.</summary>
    /// <param name="marketFile">The file.</param>
    /// <param name="snapshots">What it holds.</param>
    /// <exception cref="InputException">An asset comes twice, or a price, average or age is out of its range.</exception>
    public static CollateralPrices Read(string marketFile, IReadOnlyList<MarketSnapshot> snapshots)
    {
        if (!marketFile.EndsWith(".json", StringComparison.Ordinal)) return OfCoins(marketFile, snapshots);
        var entries = MarketFile.ReadDocument(marketFile).Collateral ?? [];
        for (var i = 0; i < entries.Count; i++) Check(marketFile, $"$.collateral[{i}]", entries[i]);
        var twice = entries.GroupBy(entry => entry.Asset, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? new(marketFile, entries, snapshots) : throw new InputException(marketFile, "$.collateral", $"{twice.Key} comes twice");
    }

    /// <summary>The prices of coins alone: what a market without a list of collateral says.</summary>
    public static CollateralPrices OfCoins(string marketFile, IEnumerable<MarketSnapshot> snapshots) => new(marketFile, [], snapshots);

    /// <summary>A line of a portfolio, or of a change to one, with its price.</summary>
    /// <param name="file">The file, for errors.</param>
    /// <param name="path">Where the line stands in it.</param>
    /// <param name="entry">The line.</param>
    /// <param name="member">What the asset's name is called there.</param>
    /// <exception cref="InputException">Nothing says what the asset is worth, or the amount is out of its range.</exception>
    public PledgedAsset Price(string file, string path, CollateralEntry entry, string member = "asset")
    {
        if (entry.Asset.Length == 0) throw new InputException(file, $"{path}.{member}", "must not be empty");
        if (entry.Chain is { Length: 0 }) throw new InputException(file, $"{path}.chain", "must not be empty");
        PortfolioFile.RequireAmount(file, $"{path}.amount", entry.Amount);
        if (told.TryGetValue(entry.Asset, out var price)) return new(entry.Asset, entry.Amount, price.Price, price.Twap, entry.Chain, price.PriceAgeHours);
        if (indexUsd.TryGetValue(entry.Asset, out var index)) return new(entry.Asset, entry.Amount, index, null, entry.Chain);
        throw new InputException(file, $"{path}.{member}", $"{marketFile} does not say what {entry.Asset} is worth");
    }

    private static void Check(string file, string path, AssetEntry entry)
    {
        if (entry.Asset.Length == 0) throw new InputException(file, $"{path}.asset", "must not be empty");
        RequirePrice(file, $"{path}.price", entry.Price);
        if (entry.Twap is { } average) RequirePrice(file, $"{path}.twap", average);
        if (!PledgedAsset.PriceAgeHoursBounds.Contains(entry.PriceAgeHours)) throw new InputException(file, $"{path}.price_age_hours", $"must be within {PledgedAsset.PriceAgeHoursBounds}");
        ModelMarketFile.RequireConfidence(file, $"{path}.confidence", entry.Confidence);
    }

    private static void RequirePrice(string file, string path, double price)
    {
        if (!CollateralAsset.PriceBounds.Contains(price)) throw new InputException(file, path, $"must be within {CollateralAsset.PriceBounds}");
    }
}

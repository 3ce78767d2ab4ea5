using System.Collections.Immutable;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Cli.Data;

/// <summary>Reads a whole order book from CSV (plain or gzip): <c>side,price,qty</c>, side <c>bid</c> or <c>ask</c>, each side from the best price outwards.</summary>
/// <remarks>
/// Prices are USD a coin. Quantities are coins, or contracts of a fixed amount of USD where the market is settled in coin: such a contract is
/// USD/price coins at the price of its level.
/// </remarks>
public static class DepthBookCsv
{
    /// <summary>The depth of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contractUsd">USD of a coin-settled contract; null where quantities are coins.</param>
    /// <exception cref="InputException">The file, the row and the column that break a rule.</exception>
    public static DepthProfile Read(string path, double? contractUsd = null) => Parse(path, InputFile.ReadText(path), contractUsd);

    /// <summary>The depth of a text; <paramref name="path"/> is only named in errors.</summary>
    /// <exception cref="InputException">The row and the column that break a rule.</exception>
    public static DepthProfile Parse(string path, string text, double? contractUsd = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (bids, asks) = (ImmutableArray.CreateBuilder<DepthLevel>(), ImmutableArray.CreateBuilder<DepthLevel>());
        foreach (var row in CsvFile.Parse(path, text, "side", "price", "qty"))
        {
            var side = row.Text("side") switch
            {
                "bid" => bids,
                "ask" => asks,
                var other => throw row.Bad("side", $"'{other}' is neither bid nor ask"),
            };
            var priceUsd = row.Within("price", DepthProfile.PriceBounds);
            var quantityCoin = row.Within("qty", DepthProfile.LevelBounds);
            if (contractUsd is { } usd) quantityCoin *= usd / priceUsd;
            if (!DepthProfile.LevelBounds.Contains(quantityCoin)) throw row.Bad("qty", $"{row.Text("qty")} contracts are no coins within {DepthProfile.LevelBounds}");
            var isBid = side == bids;
            if (side.Count > 0 && (isBid ? priceUsd >= side[^1].PriceUsd : priceUsd <= side[^1].PriceUsd))
                throw row.Bad("price", $"{row.Text("price")} is not {(isBid ? "below the bid" : "above the ask")} before it");
            var others = isBid ? asks : bids;
            if (others.Count > 0 && (isBid ? priceUsd >= others[0].PriceUsd : priceUsd <= others[0].PriceUsd))
                throw row.Bad("price", $"{row.Text("price")} crosses the other side of the book");
            side.Add(new(priceUsd, quantityCoin));
        }

        if (bids.Count == 0 || asks.Count == 0) throw new InputException(path, "", $"the book has no {(bids.Count == 0 ? "bid" : "ask")}");
        return DepthProfile.FromBook(bids.ToImmutable(), asks.ToImmutable());
    }
}

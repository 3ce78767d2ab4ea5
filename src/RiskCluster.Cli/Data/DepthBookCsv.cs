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
    private const int Side = 0;
    private const int Price = 1;
    private const int Quantity = 2;

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
        var lines = new DepthCsvLines(path, text, ["side", "price", "qty"]);
        var (bids, asks) = (ImmutableArray.CreateBuilder<DepthLevel>(), ImmutableArray.CreateBuilder<DepthLevel>());
        for (var row = 0; row < lines.Count; row++)
        {
            var side = lines.Text(row, Side) switch
            {
                "bid" => bids,
                "ask" => asks,
                var other => throw lines.Bad(row, Side, $"'{other}' is neither bid nor ask"),
            };
            var priceUsd = lines.Number(row, Price, DepthProfile.PriceBounds);
            var quantityCoin = lines.Number(row, Quantity, DepthProfile.LevelBounds);
            if (contractUsd is { } usd) quantityCoin *= usd / priceUsd;
            if (!DepthProfile.LevelBounds.Contains(quantityCoin)) throw lines.Bad(row, Quantity, $"{lines.Text(row, Quantity)} contracts are no coins within {DepthProfile.LevelBounds}");
            var isBid = side == bids;
            if (side.Count > 0 && (isBid ? priceUsd >= side[^1].PriceUsd : priceUsd <= side[^1].PriceUsd))
                throw lines.Bad(row, Price, $"{lines.Text(row, Price)} is not {(isBid ? "below the bid" : "above the ask")} before it");
            var others = isBid ? asks : bids;
            if (others.Count > 0 && (isBid ? priceUsd >= others[0].PriceUsd : priceUsd <= others[0].PriceUsd))
                throw lines.Bad(row, Price, $"{lines.Text(row, Price)} crosses the other side of the book");
            side.Add(new(priceUsd, quantityCoin));
        }

        if (bids.Count == 0 || asks.Count == 0) throw new InputException(path, "", $"the book has no {(bids.Count == 0 ? "bid" : "ask")}");
        return DepthProfile.FromBook(bids.ToImmutable(), asks.ToImmutable());
    }
}

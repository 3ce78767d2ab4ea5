using RiskCluster.Contracts.Liquidations;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Oracle;

namespace RiskCluster.Console.Tests.Desk;

/// <summary>Made-up tasks, unwinds and sources.</summary>
internal sealed class MarketBook(TimeProvider clock, Book book)
{
    public static readonly string[] Underlyings = ["BTC", "ETH"];

    /// <summary>Owners whose unwind goes on.</summary>
    public static readonly string[] Unwound = ["gacrux-0018", "mizar-0022"];

    private readonly long startedAt = clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public IReadOnlyList<LiquidationDocument> Tasks()
    {
        string[] statuses = ["open", "claimed", "partially_filled", "open", "claimed", "filled", "settled", "expired", "cancelled"];
        string[] modes = ["order", "dutch", "sealed"];
        return [.. Enumerable.Range(0, 36).Select(i =>
        {
            var status = statuses[i % statuses.Length];
            var quantity = (i % 2 == 0 ? -1 : 1) * (2.5m + (i * 0.75m));
            var filled = status switch { "partially_filled" => Math.Round(quantity * 0.4m, 4), "filled" or "settled" => quantity, _ => 0 };
            var isClaimed = status is "claimed" or "partially_filled";
            return new LiquidationDocument(
                $"atlas:{1000 + i}", "atlas", Unwound[i % 3 == 0 ? 0 : 1], "atlas/main", i % 4 == 0 ? "BTC-27MAR26-70000-P" : i % 4 == 1 ? "BTC-PERPETUAL" : "ETH-27FEB26-2200-P", modes[i % 3], status,
                quantity, filled, 3565.05m + i, 3601.2m + i, startedAt - (i * 4_000), startedAt + 600_000 + (i * 10_000), isClaimed ? $"keeper-{i % 5}" : null, isClaimed ? startedAt + 240_000 + (i * 1_000) : null);
        })];
    }

    public UnwindDocument Unwind(string owner) =>
        new(owner, 3, "running", null, startedAt - 42_000, 412_880.42m, 1_912.5m, 1_730.18m, 2, 5,
        [
            new(1, 0, $"atlas/{owner}", "BTC-27MAR26-70000-P", 12.5m, 12.5m, "settled"),
            new(2, 0, $"borealis/{owner}", "BTC-PERPETUAL", -8.25m, -8.25m, "settled"),
            new(3, 1, $"cassini/{owner}", "ETH-27FEB26-2200-P", 210m, 84m, "issued"),
        ]);

    public decimal Price(string underlying) => Math.Round((underlying == "ETH" ? 2_214.75m : 74_072m) * (1 + (0.002m * (decimal)BookRandom.Wander(underlying, book.Tick))), 2);

    public OracleStatus Oracle(string underlying)
    {
        var isEth = underlying == "ETH";
        var price = Price(underlying);
        return new(
            underlying,
            isEth ? MarginStatus.Degraded : MarginStatus.Ok,
            isEth ? LiquidationWait.FarFromTwap : LiquidationWait.None,
            null,
            null,
            book.Tick,
            isEth ? 4_200 : 310,
            3,
            4,
            [
                new("bitstamp", SourceRole.Included, 1, 88_120 + book.Tick, 0, price - 1, -0.000013m, 310),
                new("chainlink", SourceRole.Stale, 1, 0, 0, null, null, null),
                new("coinbase", SourceRole.Included, 2, 12_455 + book.Tick, 0, price + 2.5m, 0.0000337m, 640),
                new("kraken", SourceRole.Included, 1, 90_114, 1, Math.Round(price * 1.0031m, 2), 0.0031m, 1_210),
                new("okx", isEth ? SourceRole.Deviating : SourceRole.Included, 1, 4_410, isEth ? 4 : 0, Math.Round(price * 0.9915m, 2), -0.0085m, 2_050),
                new("pyth", SourceRole.Stale, 1, 771_022, 0, Math.Round(price * 1.0006m, 2), 0.0006m, 71_000),
            ]);
    }

    public MarketDocument Market(string underlying)
    {
        var (status, price) = (Oracle(underlying), Price(underlying));
        return new(underlying, book.Tick, status.Status, status.Hold, NowMs - status.AgeMs!.Value, NowMs - 200, price, price, price, price + 1, 0.0001m, 1, null, []);
    }
}

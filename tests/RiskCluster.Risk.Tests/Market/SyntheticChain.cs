using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Tests.Market;

/// <summary>Chains whose marks are Black-76 at known slices.</summary>
internal static class SyntheticChain
{
    public static readonly UnixTime AsOf = UnixTime.FromUtc(2026, 2, 5, 8);

    public static UnixTime Expiry(int days) => new(AsOf.Milliseconds + days * UnixTime.MillisecondsPerDay);

    public static OptionChain Of(params ChainExpiry[] expiries) => new("BTC", AsOf, 70_000, null, [.. expiries]);

    public static ChainExpiry Quoted(int days, double forward, RawSvi svi, double? futureMark = null) =>
        new(Expiry(days), futureMark, [.. Enumerable.Range(-12, 25).SelectMany(i => Pair(Math.Round(forward * Math.Exp(i * svi.WingLimit / 16)), days / 365.0, forward, svi))]);

    private static IEnumerable<OptionQuote> Pair(double strike, double years, double forward, RawSvi svi)
    {
        foreach (var type in new[] { OptionType.Call, OptionType.Put })
        {
            var vol = Math.Sqrt(svi.Unclamped(Math.Log(strike / forward)) / years);
            var mark = Black76.Price(type, forward, strike, vol, years) / forward;
            yield return new(strike, type, mark > 2e-4 ? mark - 1e-4 : null, mark + 1e-4, mark, vol, 10);
        }
    }
}

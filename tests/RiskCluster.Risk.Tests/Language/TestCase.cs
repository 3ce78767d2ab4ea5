using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>One coin's market and a portfolio in it, built up line by line.</summary>
internal sealed class TestCase
{
    private readonly string coin;
    private readonly List<ModelPosition> positions = [];
    private readonly List<CollateralHolding> holdings = [];
    private readonly List<ExpiryQuote> expiries = [];
    private readonly Dictionary<string, AssetQuote> assets = [];

    public TestCase(string coin, double spotUsd)
    {
        this.coin = coin;
        Spot = new(spotUsd);
        Perpetual = new(spotUsd);
    }

    public AssetQuote Spot { get; set; }

    public AssetQuote Perpetual { get; set; }

    public double StablePriceUsd { get; set; } = 1;

    public double CashUsd { get; set; }

    public double FundingRate8h { get; set; }

    public SmileQuote? PerpetualSmile { get; set; }

    public ExternalMargins External { get; set; } = new();

    /// <summary>The day that names the n-th expiry; how far away it is stands with the expiry.</summary>
    public static string Day(int n) => $"{26 + n}DEC25";

    public TestCase Expiry(ExpiryQuote quote)
    {
        expiries.Add(quote with { Expiry = InstrumentName.ParseExpiry(Day(expiries.Count)) });
        return this;
    }

    public TestCase Option(double strike, char type, double size, int expiry = 0) =>
        Hold(FormattableString.Invariant($"{coin}_USDC-{Day(expiry)}-{strike}-{type}").Replace('.', 'd'), size);

    public TestCase Hold(string instrument, double size, double? averagePriceUsd = null, double fundingUsd = 0, bool isInCoin = false)
    {
        positions.Add(new(InstrumentName.Parse(instrument), size, averagePriceUsd, fundingUsd, isInCoin));
        return this;
    }

    public TestCase Hold(string instrument, double size, params double[] riskArray)
    {
        positions.Add(new(InstrumentName.Parse(instrument), size, RiskArray: new([.. riskArray])));
        return this;
    }

    public TestCase Hold(Instrument instrument, double size)
    {
        positions.Add(new(instrument, size));
        return this;
    }

    public TestCase Collateral(string asset, double amount, double priceUsd, double confidence = 1)
    {
        holdings.Add(new(asset, amount));
        assets[asset] = new(priceUsd, confidence);
        return this;
    }

    public ModelPortfolio Portfolio => new("test", CashUsd, [.. positions], [.. holdings], External);

    public ModelMarket Market => new(
        new(0),
        StablePriceUsd,
        ImmutableSortedDictionary<string, UnderlyingQuote>.Empty.Add(coin, new(coin, Spot, Perpetual, FundingRate8h, [.. expiries], PerpetualSmile)),
        assets.ToImmutableSortedDictionary());

    public ModelMargin Margin(ModelDocument document) => document.Margin(Portfolio, Market);

    public static SmileQuote Svi(double a, double b, double rho, double m, double sigma, double tauYears, double? forwardUsd = null) =>
        new(new VolSlice(new RawSvi(a, b, rho, m, sigma), tauYears), forwardUsd, ImmutableSortedDictionary<double, double>.Empty);

    public static SmileQuote Vols(params (double Strike, double Vol)[] vols) =>
        new(null, null, vols.ToImmutableSortedDictionary(pair => pair.Strike, pair => pair.Vol));
}

using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Input;

/// <summary>Reads a market file for the models of the language, which know confidences, settled forwards, stable coins and collateral prices.</summary>
internal static class ModelMarketFile
{
    /// <summary>The market of a file.</summary>
    /// <exception cref="InputException">Not of the shape, or a figure out of its range.</exception>
    public static ModelMarket Read(string file)
    {
        var document = MarketFile.ReadDocument(file);
        MarketFile.RequirePositive(file, "$.stable_price", document.StablePrice);
        var asOf = new UnixTime(document.AsOfMs);
        var underlyings = document.Underlyings.Select((entry, i) => ReadUnderlying(file, $"$.underlyings[{i}]", asOf, entry)).ToList();
        RequireDistinct(file, "$.underlyings", underlyings.Select(item => item.Underlying));
        var collateral = (document.Collateral ?? []).Select((entry, i) => (entry.Asset, Quote: ReadAsset(file, $"$.collateral[{i}]", entry))).ToList();
        RequireDistinct(file, "$.collateral", collateral.Select(item => item.Asset));
        return new(
            asOf,
            document.StablePrice,
            underlyings.ToImmutableSortedDictionary(item => item.Underlying, item => item, StringComparer.Ordinal),
            collateral.ToImmutableSortedDictionary(item => item.Asset, item => item.Quote, StringComparer.Ordinal));
    }

    /// <summary>The same market as a chain or a snapshot tells it: full confidence, no collateral prices.</summary>
    public static ModelMarket Of(IReadOnlyList<MarketSnapshot> snapshots) => new(
        snapshots[0].AsOf,
        1,
        snapshots.ToImmutableSortedDictionary(
            snapshot => snapshot.Underlying,
            Of,
            StringComparer.Ordinal),
        ImmutableSortedDictionary<string, AssetQuote>.Empty);

    private static UnderlyingQuote Of(MarketSnapshot snapshot) => new(
        snapshot.Underlying,
        new(snapshot.IndexPrice),
        new(snapshot.PerpetualPrice),
        snapshot.FundingRate8h,
        [.. snapshot.Expiries.Select(expiry => Of(snapshot.AsOf, expiry))]);

    private static ExpiryQuote Of(UnixTime asOf, ExpiryMarket expiry) => new(
        expiry.Expiry,
        asOf.SecondsUntil(expiry.Expiry),
        expiry.Forward,
        RateAnnual: expiry.RateAnnual,
        Smile: expiry.Smile is null ? null : new(expiry.Smile, null, ImmutableSortedDictionary<double, double>.Empty));

    private static UnderlyingQuote ReadUnderlying(string file, string path, UnixTime asOf, UnderlyingEntry entry)
    {
        MarketFile.RequirePositive(file, $"{path}.index_price", entry.IndexPrice);
        // 0 says that there is no perpetual, which is fine until one is held.
        if (entry.PerpetualPrice is { } price and not 0) MarketFile.RequirePositive(file, $"{path}.perpetual_price", price);
        RequireConfidence(file, $"{path}.index_confidence", entry.IndexConfidence);
        RequireConfidence(file, $"{path}.perpetual_confidence", entry.PerpetualConfidence);
        if (!(Math.Abs(entry.FundingRate8h) <= 0.1)) throw new InputException(file, $"{path}.funding_rate_8h", "must be a fraction within [-0.1, 0.1]");
        var expiries = entry.Expiries.Select((expiry, i) => ReadExpiry(file, $"{path}.expiries[{i}]", asOf, expiry)).ToList();
        RequireDistinct(file, $"{path}.expiries", expiries.Select(expiry => InstrumentName.FormatExpiry(expiry.Expiry)));
        return new(
            entry.Underlying,
            new(entry.IndexPrice, entry.IndexConfidence),
            new(entry.PerpetualPrice ?? entry.IndexPrice, entry.PerpetualConfidence),
            entry.FundingRate8h,
            [.. expiries],
            entry.PerpetualOptionVols is { } vols ? new(null, null, ReadVols(file, $"{path}.perpetual_option_vols", vols)) : null);
    }

    private static ExpiryQuote ReadExpiry(string file, string path, UnixTime asOf, ExpiryEntry entry)
    {
        var expiry = MarketFile.ReadExpiryTime(file, path, entry);
        // What the market's time has passed is expired, and may still be held unsettled.
        var seconds = entry.SecondsToExpiry ?? Math.Max(0, asOf.SecondsUntil(expiry));
        var where = entry.SecondsToExpiry is null ? $"{path}.expiry" : $"{path}.seconds_to_expiry";
        if (!(seconds >= 0 && seconds <= 100 * UnixTime.SecondsPerYear)) throw new InputException(file, where, "must be 0 to 100 years away");
        MarketFile.RequirePositive(file, $"{path}.forward", entry.Forward);
        if (entry.FixedForward is { } settled && !(settled >= 0 && settled <= entry.Forward))
            throw new InputException(file, $"{path}.fixed_forward", "must be within [0, forward]");
        if (!(Math.Abs(entry.Rate) <= 10)) throw new InputException(file, $"{path}.rate", "must be a continuously compounded annual rate within [-10, 10]");
        RequireConfidence(file, $"{path}.forward_confidence", entry.ForwardConfidence);
        RequireConfidence(file, $"{path}.rate_confidence", entry.RateConfidence);
        RequireConfidence(file, $"{path}.vol_confidence", entry.VolConfidence);
        return new(
            expiry,
            seconds,
            entry.Forward,
            entry.ForwardConfidence,
            entry.Rate,
            entry.RateConfidence,
            ReadSmile(file, path, Math.Max(seconds, 1) / UnixTime.SecondsPerYear, entry),
            entry.VolConfidence,
            entry.FixedForward);
    }

    private static SmileQuote? ReadSmile(string file, string path, double maturityYears, ExpiryEntry entry)
    {
        if (entry.Svi is null && entry.Vols is null) return null;
        var vols = ReadVols(file, $"{path}.vols", entry.Vols ?? []);
        if (entry.Svi?.Forward is { } forward) MarketFile.RequirePositive(file, $"{path}.svi.forward", forward);
        return new(
            entry.Svi is null ? null : MarketFile.ReadSmile(file, $"{path}.svi", maturityYears, entry.Svi),
            entry.Svi?.Forward,
            vols);
    }

    private static ImmutableSortedDictionary<double, double> ReadVols(string file, string path, IReadOnlyList<StrikeVolEntry> vols)
    {
        for (var i = 0; i < vols.Count; i++)
        {
            MarketFile.RequirePositive(file, $"{path}[{i}].strike", vols[i].Strike);
            if (!(vols[i].Vol >= 0 && vols[i].Vol <= 100)) throw new InputException(file, $"{path}[{i}].vol", "must be an annual volatility within [0, 100]");
        }

        RequireDistinct(file, path, vols.Select(vol => FormattableString.Invariant($"{vol.Strike}")));
        return vols.ToImmutableSortedDictionary(vol => vol.Strike, vol => vol.Vol);
    }

    private static AssetQuote ReadAsset(string file, string path, AssetEntry entry)
    {
        if (entry.Asset.Length == 0) throw new InputException(file, $"{path}.asset", "must not be empty");
        MarketFile.RequirePositive(file, $"{path}.price", entry.Price);
        RequireConfidence(file, $"{path}.confidence", entry.Confidence);
        return new(entry.Price, entry.Confidence);
    }

    internal static void RequireConfidence(string file, string path, double value)
    {
        if (!(value >= 0 && value <= 1)) throw new InputException(file, path, "must be within [0, 1]");
    }

    private static void RequireDistinct(string file, string path, IEnumerable<string> names)
    {
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InputException(file, path, $"{twice.Key} comes twice");
    }
}

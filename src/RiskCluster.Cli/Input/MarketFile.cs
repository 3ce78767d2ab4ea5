using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Input;

/// <summary>
/// A market written by hand or by another system:
/// <c>{"format": "riskcluster.market/1", "as_of_ms", "underlyings": [{"underlying", "index_price", "perpetual_price"?, "funding_rate_8h"?, "liquidity"?,
/// "expiries": [{"expiry": "27MAR26", "forward", "rate"?, "svi": {"a", "b", "rho", "m", "sigma", "tau_years"?}?}]}]}</c>. Of the confidences that a file may
/// give (index, perpetual; forward, rate and vol by expiry) an underlying has the least.
/// </summary>
internal static class MarketFile
{
    /// <summary>The value of the member "format".</summary>
    public const string Format = "riskcluster.market/1";

    /// <summary>One snapshot for each underlying of a file.</summary>
    /// <exception cref="InputException">Not of this shape, or a figure out of its range.</exception>
    public static IReadOnlyList<MarketSnapshot> Read(string file)
    {
        var document = ReadDocument(file);
        if (document.Underlyings.Count == 0) throw new InputException(file, "$.underlyings", "at least one underlying is needed");
        var asOf = new UnixTime(document.AsOfMs);
        var snapshots = document.Underlyings.Select((entry, i) => ReadUnderlying(file, $"$.underlyings[{i}]", asOf, entry)).ToList();
        var twice = snapshots.GroupBy(snapshot => snapshot.Underlying).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? snapshots : throw new InputException(file, "$.underlyings", $"{twice.Key} comes twice");
    }

    internal static MarketDocument ReadDocument(string file)
    {
        var document = StrictJson.Read<MarketDocument>(file);
        return document.Format == Format ? document : throw new InputException(file, "$.format", $"must be \"{Format}\"");
    }

    private static MarketSnapshot ReadUnderlying(string file, string path, UnixTime asOf, UnderlyingEntry entry)
    {
        RequirePositive(file, $"{path}.index_price", entry.IndexPrice);
        RequirePositive(file, $"{path}.perpetual_price", entry.PerpetualPrice ?? entry.IndexPrice);
        if (Math.Abs(entry.FundingRate8h) > 0.1) throw new InputException(file, $"{path}.funding_rate_8h", "must be a fraction within [-0.1, 0.1]");
        var expiries = entry.Expiries
            .Select((expiry, i) => ReadExpiry(file, $"{path}.expiries[{i}]", asOf, expiry))
            .OrderBy(expiry => expiry.Expiry)
            .ToList();
        var twice = expiries.GroupBy(expiry => expiry.Expiry).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InputException(file, $"{path}.expiries", $"{InstrumentName.FormatExpiry(twice.Key)} comes twice");
        return new(entry.Underlying, asOf, 1, entry.IndexPrice, entry.PerpetualPrice ?? entry.IndexPrice, entry.FundingRate8h, [.. expiries])
        {
            Confidence = LeastConfidence(file, path, entry),
            Liquidity = entry.Liquidity is null ? null : LiquidityInput.Read(file, $"{path}.liquidity", asOf, entry.Liquidity),
        };
    }

    private static double LeastConfidence(string file, string path, UnderlyingEntry entry)
    {
        List<(string Path, double Value)> confidences = [($"{path}.index_confidence", entry.IndexConfidence), ($"{path}.perpetual_confidence", entry.PerpetualConfidence)];
        for (var i = 0; i < entry.Expiries.Count; i++)
        {
            confidences.Add(($"{path}.expiries[{i}].forward_confidence", entry.Expiries[i].ForwardConfidence));
            confidences.Add(($"{path}.expiries[{i}].rate_confidence", entry.Expiries[i].RateConfidence));
            confidences.Add(($"{path}.expiries[{i}].vol_confidence", entry.Expiries[i].VolConfidence));
        }

        foreach (var (where, value) in confidences) ModelMarketFile.RequireConfidence(file, where, value);
        return confidences.Min(item => item.Value);
    }

    private static ExpiryMarket ReadExpiry(string file, string path, UnixTime asOf, ExpiryEntry entry)
    {
        var expiry = ReadExpiryTime(file, path, entry);
        if (expiry <= asOf) throw new InputException(file, $"{path}.expiry", $"{entry.Expiry} has expired at {asOf}");
        RequirePositive(file, $"{path}.forward", entry.Forward);
        if (!(Math.Abs(entry.Rate) <= 1)) throw new InputException(file, $"{path}.rate", "must be a continuously compounded annual rate within [-1, 1]");
        return new(expiry, entry.Forward, entry.Rate, entry.Svi is null ? null : ReadSmile(file, $"{path}.svi", asOf.YearsUntil(expiry), entry.Svi));
    }

    internal static UnixTime ReadExpiryTime(string file, string path, ExpiryEntry entry)
    {
        try
        {
            return InstrumentName.ParseExpiry(entry.Expiry);
        }
        catch (FormatException problem)
        {
            throw new InputException(file, $"{path}.expiry", problem.Message);
        }
    }

    internal static VolSlice ReadSmile(string file, string path, double maturityYears, SviEntry entry)
    {
        if (!(entry.B >= 0)) throw new InputException(file, $"{path}.b", "must be 0 or more");
        if (!(Math.Abs(entry.Rho) <= 1)) throw new InputException(file, $"{path}.rho", "must be within [-1, 1]");
        if (!(entry.Sigma > 0)) throw new InputException(file, $"{path}.sigma", "must be positive");
        var tauYears = entry.TauYears ?? maturityYears;
        RequirePositive(file, $"{path}.tau_years", tauYears);
        var svi = new RawSvi(entry.A, entry.B, entry.Rho, entry.M, entry.Sigma);
        var lowest = entry.A + entry.B * entry.Sigma * Math.Sqrt(1 - entry.Rho * entry.Rho);
        return lowest >= 0 ? new(svi, tauYears) : throw new InputException(file, path, "total variance is negative at its lowest point (a + b sigma sqrt(1 - rho^2) < 0)");
    }

    internal static void RequirePositive(string file, string path, double value)
    {
        if (!(value > 0 && double.IsFinite(value))) throw new InputException(file, path, "must be a positive number");
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using RiskCluster.Contracts.MarketData;

namespace RiskCluster.Client.Access;

/// <summary>
/// Signs a source's observations with its own key, ES256, so that nobody on the way can change what it said. What is signed is a JSON object in one spelling: members by name at every depth, no
/// white space, what is absent left out, lists never absent, decimals as strings without exponent or trailing zeros. It names type, source and underlying, so that it counts nowhere else.
/// </summary>
/// <param name="key">On the curve P-256, with its private part; whoever made it disposes of it.</param>
/// <param name="source">The source, as it is registered.</param>
/// <remarks>Two signatures of one observation differ: whoever sends an observation again sends the same signature, as a different one is another message under the same name.</remarks>
public sealed class ObservationSigner(ECDsa key, string source)
{
    private const string Type = "riskcluster.observation/1";

    /// <summary>The public key to register the source with: SubjectPublicKeyInfo in base64.</summary>
    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    /// <summary>An observation with its signature.</summary>
    /// <param name="underlying">The market that it is told to.</param>
    /// <param name="report">What was seen; a signature that it has already is replaced.</param>
    /// <exception cref="CryptographicException">The key has no private part.</exception>
    public ObservationReport Sign(string underlying, ObservationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report with { Signature = Base64Url.EncodeToString(key.SignData(Payload(underlying, report), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)) };
    }

    /// <summary>The bytes that are signed.</summary>
    internal byte[] Payload(string underlying, ObservationReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("observation");
            Observation(json, report);
            json.WriteEndObject();
            json.WriteNumber("publish_time_ms", report.PublishTime);
            json.WriteNumber("sequence", report.Sequence);
            json.WriteString("source", source);
            json.WriteString("type", Type);
            json.WriteString("underlying", underlying);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Observation(Utf8JsonWriter json, ObservationReport report)
    {
        Number(json, "confidence", report.Confidence);
        if (report.Depth is { } depth)
        {
            json.WriteStartObject("depth");
            Number(json, "ask_price", depth.AskPrice);
            Number(json, "ask_usd", depth.AskUsd);
            Number(json, "bid_price", depth.BidPrice);
            Number(json, "bid_usd", depth.BidUsd);
            json.WriteEndObject();
        }

        json.WriteStartArray("expiries");
        foreach (var expiry in report.Expiries ?? []) Expiry(json, expiry);
        json.WriteEndArray();
        Number(json, "funding_8h", report.Funding8h);
        Number(json, "index_price", report.Price);
        Number(json, "perpetual_price", report.PerpetualPrice);
    }

    private static void Expiry(Utf8JsonWriter json, ExpiryEntry expiry)
    {
        json.WriteStartObject();
        json.WriteNumber("expiry_ms", expiry.Expiry);
        Number(json, "forward", expiry.Forward);
        if (expiry.Svi is { } svi)
        {
            json.WriteStartObject("svi");
            Number(json, "a", svi.A);
            Number(json, "b", svi.B);
            Number(json, "m", svi.M);
            Number(json, "rho", svi.Rho);
            Number(json, "sigma", svi.Sigma);
            Number(json, "tau_years", svi.TauYears);
            json.WriteEndObject();
        }

        json.WriteStartArray("vol_quotes");
        foreach (var quote in expiry.VolQuotes ?? [])
        {
            json.WriteStartObject();
            Number(json, "ask_vol", quote.AskVol);
            Number(json, "bid_vol", quote.BidVol);
            Number(json, "strike", quote.Strike);
            Number(json, "vol", quote.Vol);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Divided by a one of 28 zeros, a decimal loses those at its end.
    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteString(name, (number / 1.0000000000000000000000000000m).ToString(NumberFormatInfo.InvariantInfo));
    }
}

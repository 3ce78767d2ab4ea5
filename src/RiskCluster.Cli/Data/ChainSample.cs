using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Data;

/// <summary>The project's own sample format of option chains: gzip'd columnar JSON, figures only (README in this folder).</summary>
public static class ChainSample
{
    /// <summary>The end of every file name of this format.</summary>
    public const string Extension = ".chain.json.gz";

    private static readonly JsonSerializerOptions Strict = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The chains of a sample file, one an underlying, by name.</summary>
    /// <exception cref="InputException">The file and the place in it that break a rule.</exception>
    public static ImmutableArray<OptionChain> Read(string path) => Parse(path, InputFile.ReadText(path));

    /// <summary>The chains of a JSON text; <paramref name="path"/> is only named in errors.</summary>
    public static ImmutableArray<OptionChain> Parse(string path, string json)
    {
        ChainDocument document;
        try
        {
            document = JsonSerializer.Deserialize<ChainDocument>(json, Strict) ?? throw new InputException(path, "", "the document is null");
        }
        catch (JsonException problem)
        {
            throw new InputException(path, problem.Path is null or "$" ? $"line {problem.LineNumber + 1}" : problem.Path, FirstSentence(problem.Message));
        }

        return new ChainSampleCheck(path).ToChains(document);
    }

    /// <summary>The bytes of a sample file. The same chains give the same bytes: there is no time stamp in them.</summary>
    /// <param name="chains">Chains of one instant, one an underlying.</param>
    public static byte[] Write(ImmutableArray<OptionChain> chains)
    {
        var document = new ChainDocument(ChainDocument.CurrentFormat, chains[0].AsOf.Milliseconds, [.. chains.Select(ToDocument)]);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) JsonSerializer.Serialize(gzip, document, Strict);
        return packed.ToArray();
    }

    /// <summary>The name under which the importer stores chains of that instant, such as <c>20260205T155132Z.chain.json.gz</c>.</summary>
    public static string FileName(UnixTime asOf) => asOf.ToString().Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal) + Extension;

    private static ChainUnderlyingDocument ToDocument(OptionChain chain) =>
        new(chain.Underlying, chain.IndexPriceUsd, chain.PerpetualMarkUsd, [.. chain.Expiries.Select(ToDocument)]);

    private static ChainExpiryDocument ToDocument(ChainExpiry expiry)
    {
        var quotes = expiry.Quotes;
        return new(
            expiry.Expiry.Milliseconds,
            expiry.FutureMarkUsd,
            [.. quotes.Select(quote => quote.Strike)],
            string.Concat(quotes.Select(quote => quote.Type == OptionType.Call ? 'C' : 'P')),
            [.. quotes.Select(quote => quote.BidCoin)],
            [.. quotes.Select(quote => quote.AskCoin)],
            [.. quotes.Select(quote => quote.MarkCoin)],
            [.. quotes.Select(quote => quote.MarkVolAnnual)],
            [.. quotes.Select(quote => quote.OpenInterestCoin)]);
    }

    /// <summary>The serializer adds the path and line to its message; the line has them already.</summary>
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.').ReplaceLineEndings(" ");
    }
}

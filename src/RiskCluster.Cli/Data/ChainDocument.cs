using System.Text.Json.Serialization;

namespace RiskCluster.Cli.Data;

/// <summary>The chain sample file as JSON: see the README beside this file. Columns run over the quotes of an expiry, by rising strike, call before put.</summary>
internal sealed record ChainDocument(
    [property: JsonPropertyName("format")] string Format,
    [property: JsonPropertyName("as_of_ms")] long AsOfMs,
    [property: JsonPropertyName("underlyings")] IReadOnlyList<ChainUnderlyingDocument> Underlyings)
{
    /// <summary>The version of the format; a reader refuses every other.</summary>
    public const string CurrentFormat = "riskcluster.chain/1";
}

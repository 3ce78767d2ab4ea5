using System.Globalization;
using System.Text.Json.Nodes;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Core.Parameters;
using RiskCluster.Host.Answers;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Host.Governance;

/// <summary>The text of a proposal: as it was written out, or the active one with values set.</summary>
internal static class ProposedText
{
    private const string Version = "version";

    /// <summary>The complete document that is proposed. Values alone raise the version's last number by themselves.</summary>
    /// <exception cref="RefusedException">Neither or both ways are used, or a value is set at a place that is none.</exception>
    public static string Of(ProposalRequest request, RiskParametersState state)
    {
        if (request.Document is null == (request.Set is null)) throw Refusals.Invalid("one_of_two", "set", "a proposal has either set or document");
        if (request.Document is { } document) return document.GetRawText();
        if (request.Set!.Count == 0) throw Refusals.Invalid("no_change", "set", "no value is set");
        var overrides = request.Set.Select(item => new ModelOverride(item.Key, JsonNode.Parse(item.Value.GetRawText()))).ToList();
        if (!request.Set.ContainsKey(Version)) overrides.Add(new(Version, Raised(state)));
        try
        {
            return new ModelLibrary(_ => null).Compose(state.ActiveVersion!.Document, overrides);
        }
        catch (RiskModelException problem)
        {
            throw Refusals.Invalid("bad_document", $"set.{problem.Path}", problem.Message);
        }
    }

    private static string Raised(RiskParametersState state)
    {
        var highest = state.Versions.Where(version => version is { Kind: VersionKind.Model, ActivatedAtMs: not null }).Select(version => VersionOf(version.Document)).Max(SemanticVersion.Order)!;
        var dash = highest.IndexOf('-', StringComparison.Ordinal);
        // What a draft drafts is above it.
        if (dash >= 0) return highest[..dash];
        var dot = highest.LastIndexOf('.');
        return string.Create(CultureInfo.InvariantCulture, $"{highest[..dot]}.{decimal.Parse(highest.AsSpan(dot + 1), CultureInfo.InvariantCulture) + 1}");
    }

    private static string VersionOf(string document) => JsonNode.Parse(document)![Version]!.GetValue<string>();
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language;

/// <summary>A margin system as data: a name, a version, and components that together say how a portfolio is margined. Immutable.</summary>
/// <remarks>
/// <code>{ "name": ..., "version": "1.0.0", "components": { "any name": { "type": "stress-scenarios", ... }, ... } }</code>
/// Every parameter has bounds, what is unknown is refused, and two documents with equal values have equal <see cref="ContentHash"/>. The order of components
/// in the document means nothing.
/// </remarks>
public sealed class ModelDocument
{
    private readonly ImmutableArray<NamedComponent<object>> components;

    private ModelDocument(RiskModelNode node)
    {
        Name = node.Text("name");
        Version = node.Version("version");
        components = [.. node.Map("components", ModelComponents.Read)
            .OrderBy(entry => entry.Value.Order)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new NamedComponent<object>(entry.Key, entry.Value.Component))];
        CheckWhole(node);
    }

    /// <summary>What governance calls it, such as <c>derive-pm2</c>.</summary>
    public string Name { get; }

    /// <summary>Semantic version.</summary>
    public string Version { get; }

    /// <summary>SHA-256 of the document's canonical JSON, 64 lower-case hexadecimal digits.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>True when the figures are in the coin of the market's only underlying; false when they are in USD.</summary>
    public bool CountsInCoin => Single<Components.Valuation>()?.IsInCoin ?? false;

    /// <summary>Reads a model document that is complete in itself.</summary>
    /// <exception cref="RiskModelException">Not JSON, or a value that is missing, unknown or outside its bounds; names its JSON path and the rule.</exception>
    public static ModelDocument Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            var model = RiskModelNode.Read(document.RootElement, "$", node => new ModelDocument(node));
            model.ContentHash = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Utf8(document.RootElement)));
            return model;
        }
        catch (JsonException problem)
        {
            throw new RiskModelException("$", $"is not JSON: {problem.Message}");
        }
    }

    /// <summary>A model that comes with the engine.</summary>
    /// <param name="name">Such as <c>derive-pm2</c>.</param>
    /// <exception cref="ArgumentException">No document of that name comes with the engine.</exception>
    public static ModelDocument Load(string name) => Parse(ShippedModels.Read(name));

    /// <summary>Margins one portfolio. Pure; the same inputs give the same bits.</summary>
    /// <exception cref="ModelInputException">The market lacks what a position or collateral needs.</exception>
    public ModelMargin Margin(ModelPortfolio portfolio, ModelMarket market) => ModelEvaluation.Run(MarginCase.Resolve(this, portfolio, market));

    /// <summary>All components that play a role.</summary>
    internal IEnumerable<NamedComponent<T>> All<T>()
        where T : class
    {
        foreach (var entry in components)
            if (entry.Component is T component)
                yield return new(entry.Name, component);
    }

    /// <summary>The one component that plays a role; null when none does.</summary>
    internal T? Single<T>()
        where T : class => All<T>().Select(entry => entry.Component).FirstOrDefault();

    private void CheckWhole(RiskModelNode node)
    {
        foreach (var twin in components.GroupBy(entry => entry.Component.GetType()).Where(group => group.Count() > 1))
            node.Require(false, $"components.{twin.Last().Name}", $"is of the same type as {twin.First().Name}; a model has one of each");
        foreach (var entry in All<IDemanding>())
            node.Require(entry.Component.Missing(this) is null, $"components.{entry.Name}", entry.Component.Missing(this) ?? "");
    }
}

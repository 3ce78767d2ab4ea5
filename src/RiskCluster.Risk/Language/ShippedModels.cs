using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiskCluster.Risk.Language;

/// <summary>The model documents that come with the engine.</summary>
public static class ShippedModels
{
    private const string Extension = ".json";

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedModels).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of one document.</summary>
    /// <exception cref="ArgumentException">No document of that name comes with the engine.</exception>
    public static string Read(string name)
    {
        using var resource = typeof(ShippedModels).Assembly.GetManifestResourceStream(name + Extension)
            ?? throw new ArgumentException($"no model '{name}' comes with the engine ({string.Join(", ", Names)})", nameof(name));
        return JsonNode.Parse(resource)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}

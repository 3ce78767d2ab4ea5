using RiskCluster.Risk.Language;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>A shipped model with some parameters changed.</summary>
internal static class ModelPatch
{
    public static ModelDocument Apply(string model, params (string Path, object? Value)[] changes) =>
        ModelLibrary.Shipped.Load(model, changes.Select(change => new ModelOverride(change.Path, System.Text.Json.JsonSerializer.SerializeToNode(change.Value))));
}

using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>By what the board margins.</summary>
/// <param name="Model">The margin model.</param>
/// <param name="Scenarios">The scenarios made of it.</param>
/// <param name="ParametersVersion">Number of the parameters' version.</param>
public sealed record BoardModel(RiskModel Model, ScenarioSet Scenarios, long ParametersVersion)
{
    /// <summary>Name and version of the model, with the hash of its document.</summary>
    public string ModelVersion { get; } = $"{Model.Name}/{Model.Version}/{Model.ContentHash}";
}

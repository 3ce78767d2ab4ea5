namespace RiskCluster.Contracts;

/// <summary>What runs.</summary>
/// <param name="Version">Of the product.</param>
/// <param name="Audience">The server's name, which machines sign for.</param>
/// <param name="Engine">What hosts the actors.</param>
/// <param name="Model">Name of the margin model.</param>
/// <param name="ModelHash">Hash of the document in force; left out while none is known.</param>
/// <param name="ParametersVersion">Its number; left out while none is known.</param>
/// <param name="ServerTime">Unix milliseconds, for clocks that drift.</param>
public sealed record VersionReport(string Version, string Audience, string Engine, string Model, string? ModelHash, long? ParametersVersion, long ServerTime);

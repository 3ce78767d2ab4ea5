namespace RiskCluster.Risk.Language;

/// <summary>The part of both requirements that one component of the model asks for.</summary>
/// <param name="Name">The component's name in the document; a part of it follows after a colon.</param>
/// <param name="Initial">Part of the initial margin.</param>
/// <param name="Maintenance">Part of the maintenance margin.</param>
public sealed record ComponentMargin(string Name, double Initial, double Maintenance);

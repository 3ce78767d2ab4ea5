namespace RiskCluster.Risk.Collateral;

/// <summary>One haircut of a holding before it is taken.</summary>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Name">What it is, for people.</param>
/// <param name="Fraction">Of the value that can be sold; >= 0.</param>
internal readonly record struct NamedHaircut(string Rule, string Name, double Fraction);

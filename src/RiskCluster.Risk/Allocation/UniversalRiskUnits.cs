using System.Security.Cryptography;
using System.Text;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Risk.Tail;

namespace RiskCluster.Risk.Allocation;

/// <summary>
/// Risk in a currency that all venues share: one unit is 1 USD of 99 % expected shortfall under one scenario set, and a requirement has a price in such units
/// (MODEL MRG-8).
/// </summary>
/// <param name="Units">99 % expected shortfall over the historical scenarios, USD; >= 0, whatever confidence the model margins at.</param>
/// <param name="RequirementUsd">Initial margin of the same lots.</param>
/// <param name="Version">Hash of model and scenario set: only units of one version compare.</param>
public sealed record UniversalRiskUnits(double Units, double RequirementUsd, string Version)
{
    /// <summary>The confidence of the unit.</summary>
    public const double Confidence = 0.99;

    /// <summary>Requirement per unit; null when the lots have no expected shortfall.</summary>
    public double? RequirementPerUnit => Units > 0 ? RequirementUsd / Units : null;

    /// <summary>The units of a portfolio.</summary>
    /// <param name="pnlUsd">Shape [S]: its P&amp;L, stress scenarios first.</param>
    /// <param name="stressCount">How many of them stand at the front.</param>
    /// <param name="requirementUsd">Its initial margin.</param>
    /// <param name="version">See <see cref="VersionOf"/>.</param>
    public static UniversalRiskUnits Of(ReadOnlySpan<double> pnlUsd, int stressCount, double requirementUsd, string version)
    {
        var history = pnlUsd[stressCount..];
        return new(history.IsEmpty ? 0 : Math.Max(0, TailMeasures.ExpectedShortfall(history, Confidence)), requirementUsd, version);
    }

    /// <summary>SHA-256 of <c>model hash, line feed, scenario hash</c>; 64 lower-case hexadecimal digits.</summary>
    public static string VersionOf(RiskModel model, ScenarioSet scenarios)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(scenarios);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model.ContentHash}\n{scenarios.ContentHash}")));
    }
}

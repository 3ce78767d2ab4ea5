using System.Text.Json.Serialization;

namespace RiskCluster.Core.SystemRisk;

/// <summary>What has happened to the actor that looks at all at once.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunRequested), "run_requested")]
[JsonDerivedType(typeof(RunStarted), "run_started")]
[JsonDerivedType(typeof(RunProgressed), "run_progressed")]
[JsonDerivedType(typeof(RunFinished), "run_finished")]
[JsonDerivedType(typeof(RunFailed), "run_failed")]
[JsonDerivedType(typeof(ConcentrationReported), "concentration_reported")]
[JsonDerivedType(typeof(CongestionReported), "congestion_reported")]
public abstract record SystemRiskEvent
{
    private SystemRiskEvent()
    {
    }

    /// <summary>A run was asked for.</summary>
    /// <param name="RunId">Its id.</param>
    /// <param name="InputsHash">Of what it is to be computed from.</param>
    /// <param name="Shock">For people.</param>
    /// <param name="By">Who asked.</param>
    /// <param name="Number">Rising with every request.</param>
    /// <param name="AtMs">When.</param>
    public sealed record RunRequested(string RunId, string InputsHash, string Shock, string By, long Number, long AtMs) : SystemRiskEvent;

    /// <summary>A worker computes it.</summary>
    public sealed record RunStarted(string RunId, string Worker, long AtMs) : SystemRiskEvent;

    /// <summary>It is further.</summary>
    public sealed record RunProgressed(string RunId, int DonePerMille, long AtMs) : SystemRiskEvent;

    /// <summary>It is computed.</summary>
    public sealed record RunFinished(string RunId, ContagionSummary Summary, long AtMs) : SystemRiskEvent;

    /// <summary>It will not be computed.</summary>
    public sealed record RunFailed(string RunId, string Reason, long AtMs) : SystemRiskEvent;

    /// <summary>A newer concentration.</summary>
    public sealed record ConcentrationReported(ConcentrationReport Report) : SystemRiskEvent;

    /// <summary>How a chain carries transactions now.</summary>
    public sealed record CongestionReported(string Chain, ChainCongestion Congestion) : SystemRiskEvent;
}

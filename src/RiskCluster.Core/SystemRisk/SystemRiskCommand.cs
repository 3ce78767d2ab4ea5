using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.SystemRisk;

/// <summary>What may be asked of the actor that looks at all at once.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RequestRun), "request_run")]
[JsonDerivedType(typeof(StartRun), "start_run")]
[JsonDerivedType(typeof(ReportProgress), "report_progress")]
[JsonDerivedType(typeof(FinishRun), "finish_run")]
[JsonDerivedType(typeof(FailRun), "fail_run")]
[JsonDerivedType(typeof(ReportConcentration), "report_concentration")]
[JsonDerivedType(typeof(ReportCongestion), "report_congestion")]
public abstract record SystemRiskCommand
{
    private SystemRiskCommand()
    {
    }

    /// <summary>Asks for a contagion run. The same again changes nothing; other inputs under the same id are refused.</summary>
    /// <param name="RunId">A key name.</param>
    /// <param name="InputsHash">SHA-256 of everything that it is to be computed from.</param>
    /// <param name="Shock">For people; 1 to 200 characters.</param>
    /// <param name="By">Who asks.</param>
    public sealed record RequestRun(string RunId, string InputsHash, string Shock, string By) : SystemRiskCommand;

    /// <summary>Somebody computes it now. Another worker may take it over when the one before has not been heard of for a minute.</summary>
    /// <param name="RunId">Which.</param>
    /// <param name="Worker">Who computes.</param>
    public sealed record StartRun(string RunId, string Worker) : SystemRiskCommand;

    /// <summary>How far it is; recorded when it is further than before.</summary>
    /// <param name="RunId">Which.</param>
    /// <param name="Worker">Who computes.</param>
    /// <param name="DonePerMille">From 0 to 1000.</param>
    public sealed record ReportProgress(string RunId, string Worker, int DonePerMille) : SystemRiskCommand;

    /// <summary>It is computed.</summary>
    /// <param name="RunId">Which.</param>
    /// <param name="Worker">Who computed.</param>
    /// <param name="InputsHash">Of what it was computed from: that of the request.</param>
    /// <param name="Summary">What was found.</param>
    public sealed record FinishRun(string RunId, string Worker, string InputsHash, ContagionSummary Summary) : SystemRiskCommand;

    /// <summary>It cannot be computed.</summary>
    /// <param name="RunId">Which.</param>
    /// <param name="Worker">Who tried.</param>
    /// <param name="Reason">For people; 1 to 500 characters.</param>
    public sealed record FailRun(string RunId, string Worker, string Reason) : SystemRiskCommand;

    /// <summary>Concentration over the live book. An older cycle than the recorded one changes nothing.</summary>
    /// <param name="Report">Of one margin cycle.</param>
    public sealed record ReportConcentration(ConcentrationReport Report) : SystemRiskCommand;

    /// <summary>How a chain carries transactions. Recorded when it becomes congested or free, when its venues change, else once a minute.</summary>
    /// <param name="Chain">A key name.</param>
    /// <param name="Venues">Whose unwinds run over it; at most 1,000, each once.</param>
    /// <param name="Level">Cost of a transaction over its normal level; from 0 to 1e6.</param>
    /// <param name="ObservedAtMs">When, unix milliseconds; not ahead of the turn by more than 5 s.</param>
    public sealed record ReportCongestion(string Chain, ImmutableArray<string> Venues, decimal Level, long ObservedAtMs) : SystemRiskCommand;
}

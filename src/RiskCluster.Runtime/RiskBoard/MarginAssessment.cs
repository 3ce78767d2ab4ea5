using System.Collections.Immutable;
using RiskCluster.Core.Margins;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>
/// Margins as they would be after a change, and a hold on the owner's margin while the change is decided: nobody else spends it meanwhile. Dispose when what was
/// decided is on the board (put the account with its reservation first) or nothing will be.
/// </summary>
public sealed class MarginAssessment : IDisposable
{
    private Action? release;

    internal MarginAssessment(ImmutableArray<MarginEvidence> margins, Action? release)
    {
        Margins = margins;
        this.release = release;
    }

    internal MarginAssessment(string problem)
    {
        Margins = [];
        Problem = problem;
    }

    /// <summary>One for each portfolio that the change touches; empty when none could be computed.</summary>
    public ImmutableArray<MarginEvidence> Margins { get; }

    /// <summary>Why there are no margins, one sentence; null when there are.</summary>
    public string? Problem { get; }

    /// <summary>True when every margin passes.</summary>
    public bool Passes => !Margins.IsEmpty && Margins.All(margin => margin.Passes);

    /// <summary>Gives the hold back. The second time does nothing.</summary>
    public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
}

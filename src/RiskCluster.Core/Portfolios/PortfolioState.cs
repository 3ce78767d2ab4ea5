using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Portfolios;

/// <summary>One owner across venues. Immutable.</summary>
/// <param name="Owner">Its key.</param>
public sealed record PortfolioState(string Owner)
{
    /// <summary>Events so far: the portfolio's sequence in the journal.</summary>
    public long Seq { get; init; }

    /// <summary>Links by account.</summary>
    public ImmutableSortedDictionary<string, PortfolioLink> Links { get; init; } = ImmutableSortedDictionary.Create<string, PortfolioLink>(StringComparer.Ordinal);

    /// <summary>Number of the newest link.</summary>
    public long LastLinkId { get; init; }

    /// <summary>Where equity stands against the requirements.</summary>
    public MarginState State { get; init; } = MarginState.Healthy;

    /// <summary>Reports in a row below maintenance margin that have not become a confirmed breach; 0 when there are none.</summary>
    public int BreachReports { get; init; }

    /// <summary>True while a worse or better state is known only from a market that is stale or halted, and so not acted on.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The figures that the newest event rests on; null before the first.</summary>
    public PortfolioFigures? Figures { get; init; }

    /// <summary>How the owner's unwind stands; null before the first.</summary>
    public PortfolioUnwind? Unwind { get; init; }

    /// <summary>The last 16 changes of state, oldest first.</summary>
    public ImmutableArray<StateChange> History { get; init; } = [];

    /// <summary>The accounts that net: those linked, and those let go that have not confirmed yet.</summary>
    [JsonIgnore]
    public IEnumerable<string> Members => Links.Where(link => link.Value.WasLinked).Select(link => link.Key);
}

using System.Collections.Immutable;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Contagion;

/// <summary>The book of one moment, wherever its parts are held.</summary>
/// <param name="Name">Under which each process holds its part.</param>
/// <param name="View">The cycle of this process; all have the same model and markets.</param>
/// <param name="Parts">One a process.</param>
internal sealed record WholeBook(string Name, BoardView View, ImmutableArray<BookPart> Parts)
{
    /// <summary>Number of the oldest of the cycles.</summary>
    public long MarketSeq => Parts.Min(part => part.MarketSeq);

    /// <summary>How many accounts.</summary>
    public int Accounts => Parts.Sum(part => part.Accounts);

    /// <summary>The accounts' venues.</summary>
    public IEnumerable<string> Venues => Parts.SelectMany(part => part.Venues).Distinct(StringComparer.Ordinal);
}

using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>All accounts at one moment, and the last cycle before it. Immutable: whoever asked may take its time.</summary>
/// <param name="View">The cycle.</param>
/// <param name="Places">Every account, in no order.</param>
/// <param name="Instruments">The list that numbers their slots.</param>
public sealed record BoardBook(BoardView View, ImmutableArray<BoardPlace> Places, ImmutableArray<Instrument> Instruments)
{
    /// <summary>Arrays of their own for the book's instruments, in the cycle's markets; the caller disposes of them.</summary>
    public PortfolioMargin Open()
    {
        var margin = new PortfolioMargin(Instruments, View.Model.Scenarios, View.Model.Model.Requirement);
        foreach (var market in View.Markets) margin.Take(market.Snapshot);
        return margin;
    }
}

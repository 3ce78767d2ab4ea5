using System.Collections.Immutable;
using RiskCluster.Risk.Engine;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>A portfolio as it is now in the markets of the last cycle, with arrays to ask for anything about it; valid while the question lasts, for one thread.</summary>
/// <param name="Key">Account (<c>venue/account</c>) or owner.</param>
/// <param name="Owner">Where it nets.</param>
/// <param name="Lots">What it holds, netted; numbered as <paramref name="Margin"/> numbers it.</param>
/// <param name="Accounts">Each of its accounts, by ordinal key: the account itself, or all of an owner's.</param>
/// <param name="ReservedUsd">Initial margin that open orders have reserved.</param>
/// <param name="View">The cycle.</param>
/// <param name="Figure">Its exact margin, or why there is none.</param>
/// <param name="Margin">Marks, rows and figures in the cycle's markets. It belongs to the board: it takes no other snapshot.</param>
public sealed record BoardReading(
    string Key, string Owner, PortfolioLots Lots, ImmutableArray<PortfolioLots> Accounts, decimal ReservedUsd, BoardView View, PortfolioFigure Figure, PortfolioMargin Margin)
{
    /// <summary>Model, scenarios and markets of the cycle, for questions that need arrays of their own.</summary>
    public MarginContext Context => View.Context;
}

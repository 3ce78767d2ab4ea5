using RiskCluster.Core.Margins;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>The exact margin of one account beside that of the owner who answers for it.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Owner">The owner; the account's own key when it is nobody else's.</param>
/// <param name="Status">Of the markets of what the account and its owner hold, the worst.</param>
/// <param name="PositionSeq">Journal sequence of the account.</param>
/// <param name="Figure">Of the account alone.</param>
/// <param name="OwnerFigure">Of all accounts of the owner together; the same for its only one.</param>
/// <param name="RiskUnits">Universal Risk Units of the account alone (MODEL MRG-8).</param>
public sealed record AccountFigure(string Account, string Owner, FigureStatus Status, long PositionSeq, MarginFigure Figure, MarginFigure OwnerFigure, double RiskUnits);

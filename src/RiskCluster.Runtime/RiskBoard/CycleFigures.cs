using System.Collections.Immutable;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>The exact margins of all accounts in the markets of one cycle.</summary>
/// <param name="View">The cycle.</param>
/// <param name="RiskUnitVersion">Version of the risk units: 64 lower-case hexadecimal digits.</param>
/// <param name="Accounts">By ordinal key; without those whose own or whose owner's margin is not known.</param>
public sealed record CycleFigures(BoardView View, string RiskUnitVersion, ImmutableArray<AccountFigure> Accounts);

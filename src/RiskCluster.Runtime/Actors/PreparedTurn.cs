using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>The facts of a turn, and what is held for as long as it lasts.</summary>
/// <param name="Turn">The facts.</param>
/// <param name="Hold">Disposed when the turn has become durable and observers know it, or has failed: a tentative margin reservation, for instance. Null when nothing is held.</param>
public readonly record struct PreparedTurn(Turn Turn, IDisposable? Hold = null);

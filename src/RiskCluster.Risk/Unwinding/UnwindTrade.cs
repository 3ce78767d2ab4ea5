namespace RiskCluster.Risk.Unwinding;

/// <summary>Some units of one lot.</summary>
/// <param name="Lot">Its number in <see cref="UnwindLots"/>.</param>
/// <param name="Units">Signed, against the lot; the whole of the trade.</param>
internal readonly record struct UnwindTrade(int Lot, double Units);

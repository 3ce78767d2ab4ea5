using System.Collections.Immutable;

namespace RiskCluster.Risk.Unwinding;

/// <summary>Lots of one underlying that are closed together in equal shares.</summary>
/// <param name="Underlying">The number of the underlying.</param>
/// <param name="Trades">What closes all of it.</param>
/// <param name="DeltaCoin">The coins of the lots, signed: what closing takes away.</param>
internal sealed record UnwindBlock(int Underlying, ImmutableArray<UnwindTrade> Trades, double DeltaCoin);

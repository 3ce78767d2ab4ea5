using System.Collections.Immutable;
using RiskCluster.Risk.Market;

namespace RiskCluster.Host.Contagion;

/// <summary>Asks for the next rows of a part that is held.</summary>
/// <param name="Book">By the name under which it is held.</param>
/// <param name="From">Rows before it.</param>
/// <param name="Shifts">The market that the book is in.</param>
/// <param name="Pools">Coins whose collateral stands beside the claim on the venue.</param>
internal sealed record RowsQuestion(string Book, int From, ImmutableArray<MarketShift> Shifts, ImmutableArray<string> Pools);

using System.Collections.Immutable;

namespace RiskCluster.Host.Contagion;

/// <summary>The part of the book that a process has.</summary>
/// <param name="MarketSeq">Number of its last margin cycle.</param>
/// <param name="Basis">Model and markets of that cycle, in words: parts of one book have the same.</param>
/// <param name="Accounts">How many accounts.</param>
/// <param name="Owners">How many owners.</param>
/// <param name="Venues">The accounts' venues.</param>
/// <param name="Hash">SHA-256 of the cycle, and of every account with its owner and its newest event.</param>
internal sealed record BookPart(long MarketSeq, string Basis, int Accounts, int Owners, ImmutableArray<string> Venues, string Hash);

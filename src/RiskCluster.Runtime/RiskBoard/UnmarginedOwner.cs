namespace RiskCluster.Runtime.RiskBoard;

/// <summary>An owner on the board without a margin: its state stays what it was.</summary>
/// <param name="Owner">Who.</param>
/// <param name="Instrument">The first instrument held that has no price.</param>
/// <param name="Reason">Why it has none, one clause.</param>
public sealed record UnmarginedOwner(string Owner, string Instrument, string Reason);

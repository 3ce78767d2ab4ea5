namespace RiskCluster.Contracts.Admin;

/// <summary>An owner without a margin.</summary>
/// <param name="Owner">Who.</param>
/// <param name="Instrument">The first instrument held that has no price.</param>
/// <param name="Reason">Why it has none.</param>
public sealed record UnmarginedEntry(string Owner, string Instrument, string Reason);

namespace RiskCluster.Contracts.Venues;

/// <summary>What a venue lists now.</summary>
/// <param name="Instruments">How many.</param>
/// <param name="Duplicate">True when nothing has changed.</param>
public sealed record InstrumentsListed(int Instruments, bool Duplicate);

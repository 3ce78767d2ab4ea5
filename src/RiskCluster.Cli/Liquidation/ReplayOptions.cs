namespace RiskCluster.Cli.Liquidation;

/// <summary>How large the replay is.</summary>
/// <param name="Owners">Owners of an account on each of three venues.</param>
/// <param name="Leverage">Their equity at the start over maintenance margin.</param>
/// <param name="BufferShare">b of the buffer margin (1 + b) x maintenance margin, on which an unwind lands.</param>
/// <param name="Ticks">Markets looked at from one observed chain to the next.</param>
/// <param name="Seed">Same seed, same accounts.</param>
internal sealed record ReplayOptions(int Owners, double Leverage, double BufferShare, int Ticks, int Seed);

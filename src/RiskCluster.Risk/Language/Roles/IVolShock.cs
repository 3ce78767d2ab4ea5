namespace RiskCluster.Risk.Language;

/// <summary>A component that knows what becomes of a volatility under some kinds of moves.</summary>
internal interface IVolShock
{
    bool Knows(VolMove move);

    /// <summary>Annual volatility of an option after a move that this component knows; >= 0.</summary>
    double Shocked(ExpiryBook book, Leg option, VolMove move);
}

using System.Collections.Immutable;

namespace RiskCluster.Risk.Language;

/// <summary>What a portfolio holds of one expiry.</summary>
/// <param name="Quote">Its market.</param>
/// <param name="FixedForwardUsd">The part of the forward that is settled and moves no more.</param>
/// <param name="VariableForwardUsd">The part that moves with spot.</param>
/// <param name="Discount">Value of a dollar paid at expiry, as the model discounts.</param>
/// <param name="Options">By name.</param>
/// <param name="Futures">By name.</param>
internal sealed record ExpiryBook(
    ExpiryQuote Quote,
    double FixedForwardUsd,
    double VariableForwardUsd,
    double Discount,
    ImmutableArray<Leg> Options,
    ImmutableArray<Leg> Futures)
{
    /// <summary>The forward when spot is multiplied with <paramref name="spotRatio"/>.</summary>
    public double ForwardUsd(double spotRatio) => VariableForwardUsd * spotRatio + FixedForwardUsd;
}

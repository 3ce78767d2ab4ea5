using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Market;

/// <summary>One observation of every listed option of an underlying: the raw material of a <see cref="MarketSnapshot"/>. Immutable.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="AsOf">When it was observed.</param>
/// <param name="IndexPriceUsd">USD per coin; > 0.</param>
/// <param name="PerpetualMarkUsd">Mark of the perpetual, USD per coin; null when the observation carries none, and then the index stands in for it.</param>
/// <param name="Expiries">By rising expiry, all after <paramref name="AsOf"/>, no duplicates.</param>
public sealed record OptionChain(
    string Underlying,
    UnixTime AsOf,
    double IndexPriceUsd,
    double? PerpetualMarkUsd,
    ImmutableArray<ChainExpiry> Expiries);

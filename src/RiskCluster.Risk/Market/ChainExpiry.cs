using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Market;

/// <summary>The options of one expiry as observed.</summary>
/// <param name="Expiry">The settlement time.</param>
/// <param name="FutureMarkUsd">Mark of the future of that expiry, USD per coin; null when the observation carries none.</param>
/// <param name="Quotes">By rising strike, call before put, no duplicates.</param>
public sealed record ChainExpiry(UnixTime Expiry, double? FutureMarkUsd, ImmutableArray<OptionQuote> Quotes);

using System.Collections.Immutable;

namespace RiskCluster.Core.Markets;

/// <summary>What a source says of one expiry: a forward, and a smile as a slice or as quotes to fit, or neither.</summary>
/// <param name="ExpiryMs">Settlement time, unix milliseconds.</param>
/// <param name="Forward">USD per coin.</param>
/// <param name="Svi">The smile as the source has fitted it; null when it has not.</param>
/// <param name="VolQuotes">By rising strike; empty when there are none. Not beside a slice.</param>
public sealed record ObservedExpiry(long ExpiryMs, decimal Forward, SmileSlice? Svi = null, ImmutableArray<VolQuote> VolQuotes = default)
{
    /// <summary>By rising strike; empty when there are none.</summary>
    public ImmutableArray<VolQuote> VolQuotes { get; init; } = VolQuotes.IsDefault ? [] : VolQuotes;
}

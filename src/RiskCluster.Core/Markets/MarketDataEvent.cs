using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RiskCluster.Core.Margins;

namespace RiskCluster.Core.Markets;

/// <summary>What has happened to a market.</summary>
/// <param name="AtMs">Time of the turn.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RulesSet), "rules_set")]
[JsonDerivedType(typeof(SourceRegistered), "source_registered")]
[JsonDerivedType(typeof(SourceRemoved), "source_removed")]
[JsonDerivedType(typeof(SourceSuspended), "source_suspended")]
[JsonDerivedType(typeof(SourceReinstated), "source_reinstated")]
[JsonDerivedType(typeof(ObservationAccepted), "observation_accepted")]
[JsonDerivedType(typeof(SnapshotPublished), "snapshot_published")]
[JsonDerivedType(typeof(StatusChanged), "status_changed")]
[JsonDerivedType(typeof(BreakerTripped), "breaker_tripped")]
[JsonDerivedType(typeof(Halted), "halted")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(ClockSteppedBack), "clock_stepped_back")]
[JsonDerivedType(typeof(SettlementFixed), "settlement_fixed")]
[JsonDerivedType(typeof(SettlementMissed), "settlement_missed")]
public abstract record MarketDataEvent(long AtMs)
{
    /// <summary>The rules are these.</summary>
    public sealed record RulesSet(MarketRules Rules, string By, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>A source may speak, with this key and weight; with a public key it signs what it says.</summary>
    public sealed record SourceRegistered(
        string Source, string KeyId, decimal Weight, string By, long AtMs, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PublicKey = null) : MarketDataEvent(AtMs);

    /// <summary>A source and all it said are gone.</summary>
    public sealed record SourceRemoved(string Source, string By, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>A source deviated too often in a row.</summary>
    public sealed record SourceSuspended(string Source, int Strikes, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>A suspended source may speak again.</summary>
    public sealed record SourceReinstated(string Source, string By, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>An observation passed every check.</summary>
    /// <param name="Source">Whose.</param>
    /// <param name="Sequence">Its sequence.</param>
    /// <param name="Quote">What counts of it.</param>
    /// <param name="Slices">What became of each smile it brought.</param>
    /// <param name="Deviates">True when it is too far from the median to count: a strike.</param>
    /// <param name="AtMs">Time of the turn.</param>
    public sealed record ObservationAccepted(string Source, long Sequence, SourceQuote Quote, ImmutableArray<SliceReport> Slices, bool Deviates, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>The sources agree on a market.</summary>
    public sealed record SnapshotPublished(ConsensusMarket Market, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>The last good market may be trusted less.</summary>
    public sealed record StatusChanged(FigureStatus Status, LiquidationHold Hold, string Reason, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>The sources agree on a price too far from the reference: the market is halted until an operator resumes it.</summary>
    public sealed record BreakerTripped(decimal Price, decimal ReferencePrice, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>An operator halted the market.</summary>
    public sealed record Halted(string By, string Reason, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>An operator resumed it.</summary>
    public sealed record Resumed(string By, bool AcceptPrice, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>The clock went back: no age is known any more, so nothing heard before counts.</summary>
    public sealed record ClockSteppedBack(long FromMs, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>An expiry has its settlement price.</summary>
    public sealed record SettlementFixed(long ExpiryMs, decimal Price, decimal Coverage, string By, long AtMs) : MarketDataEvent(AtMs);

    /// <summary>Too little of the window had a live price: an operator must fix it.</summary>
    public sealed record SettlementMissed(long ExpiryMs, decimal Coverage, long AtMs) : MarketDataEvent(AtMs);
}

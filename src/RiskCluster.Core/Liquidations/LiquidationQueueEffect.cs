using System.Text.Json.Serialization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;

namespace RiskCluster.Core.Liquidations;

/// <summary>What a liquidation queue tells accounts, unwinds and its venue.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ApplyFill), "apply_fill")]
[JsonDerivedType(typeof(FillLeg), "fill_leg")]
[JsonDerivedType(typeof(CloseLeg), "close_leg")]
[JsonDerivedType(typeof(ChangeInsuranceFund), "change_insurance_fund")]
public abstract record LiquidationQueueEffect : IEffect
{
    private LiquidationQueueEffect(ActorKind kind, string key) => Target = new(kind, key);

    /// <inheritdoc/>
    [JsonIgnore]
    public ActorAddress Target { get; }

    /// <summary>The effect as its receiver's command.</summary>
    public abstract object ToCommand();

    /// <summary>The account has traded.</summary>
    public sealed record ApplyFill(string Account, string Source, long Ordinal, string Instrument, decimal Quantity, decimal Price) : LiquidationQueueEffect(ActorKind.Account, Account)
    {
        /// <inheritdoc/>
        public override AccountCommand ToCommand() => new AccountCommand.ApplyFill(Source, Ordinal, FillKind.Liquidation, Instrument, Quantity, Price);
    }

    /// <summary>A leg has been filled, in part or in whole.</summary>
    public sealed record FillLeg(string Owner, long UnwindId, long LegId, string FillId, decimal Quantity, decimal Price) : LiquidationQueueEffect(ActorKind.Unwind, Owner)
    {
        /// <inheritdoc/>
        public override UnwindCommand ToCommand() => new UnwindCommand.FillLeg(UnwindId, LegId, FillId, Quantity, Price);
    }

    /// <summary>A leg is settled, expired or withdrawn.</summary>
    public sealed record CloseLeg(string Owner, long UnwindId, long LegId, LegStatus Status, decimal FilledQuantity) : LiquidationQueueEffect(ActorKind.Unwind, Owner)
    {
        /// <inheritdoc/>
        public override UnwindCommand ToCommand() => new UnwindCommand.CloseLeg(UnwindId, LegId, Status, FilledQuantity);
    }

    /// <summary>Forfeited deposits go into the venue's insurance fund.</summary>
    public sealed record ChangeInsuranceFund(string Venue, string Source, long Ordinal, decimal AmountUsd) : LiquidationQueueEffect(ActorKind.Venue, Venue)
    {
        /// <inheritdoc/>
        public override VenueCommand ToCommand() => new VenueCommand.ChangeInsuranceFund(Source, Ordinal, AmountUsd);
    }
}

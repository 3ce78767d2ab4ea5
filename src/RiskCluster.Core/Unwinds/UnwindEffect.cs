using System.Text.Json.Serialization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;

namespace RiskCluster.Core.Unwinds;

/// <summary>What an unwind tells queues, venues, its owner's portfolio and those who share its losses.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Enqueue), "enqueue")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(DrawInsurance), "draw_insurance")]
[JsonDerivedType(typeof(RecordUnwind), "record_unwind")]
[JsonDerivedType(typeof(PayLossShare), "pay_loss_share")]
public abstract record UnwindEffect : IEffect
{
    private UnwindEffect(ActorKind kind, string key) => Target = new(kind, key);

    /// <inheritdoc/>
    [JsonIgnore]
    public ActorAddress Target { get; }

    /// <summary>The effect as its receiver's command.</summary>
    public abstract object ToCommand();

    /// <summary>A leg for a venue's queue.</summary>
    public sealed record Enqueue(string Venue, LiquidationOrder Order) : UnwindEffect(ActorKind.LiquidationQueue, Venue)
    {
        /// <inheritdoc/>
        public override LiquidationQueueCommand ToCommand() => new LiquidationQueueCommand.Enqueue(Order);
    }

    /// <summary>A leg is taken back.</summary>
    public sealed record Withdraw(string Venue, string Owner, long LegId) : UnwindEffect(ActorKind.LiquidationQueue, Venue)
    {
        /// <inheritdoc/>
        public override LiquidationQueueCommand ToCommand() => new LiquidationQueueCommand.Withdraw(Owner, LegId);
    }

    /// <summary>A venue's own insurance fund is asked to pay for the loss on that venue.</summary>
    public sealed record DrawInsurance(string Venue, string Owner, long UnwindId, decimal AskedUsd) : UnwindEffect(ActorKind.Venue, Venue)
    {
        /// <inheritdoc/>
        public override VenueCommand ToCommand() => new VenueCommand.DrawInsurance(Owner, UnwindId, AskedUsd);
    }

    /// <summary>The portfolio hears how its unwind stands.</summary>
    public sealed record RecordUnwind(string Owner, long UnwindId, UnwindStatus Status) : UnwindEffect(ActorKind.Portfolio, Owner)
    {
        /// <inheritdoc/>
        public override PortfolioCommand ToCommand() => new PortfolioCommand.RecordUnwind(UnwindId, Status);
    }

    /// <summary>Somebody's share of what the insurance fund has left of a loss.</summary>
    public sealed record PayLossShare(string Account, string Owner, long UnwindId, decimal AmountUsd) : UnwindEffect(ActorKind.Account, Account)
    {
        /// <inheritdoc/>
        public override AccountCommand ToCommand() => new AccountCommand.PayLossShare(Owner, UnwindId, AmountUsd);
    }
}

using System.Text.Json.Serialization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Core.Portfolios;

/// <summary>What a portfolio tells accounts and its owner's unwind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OfferLink), "offer_link")]
[JsonDerivedType(typeof(ReleaseOwner), "release_owner")]
[JsonDerivedType(typeof(StartUnwind), "start_unwind")]
public abstract record PortfolioEffect : IEffect
{
    private PortfolioEffect(ActorKind kind, string key) => Target = new(kind, key);

    /// <inheritdoc/>
    [JsonIgnore]
    public ActorAddress Target { get; }

    /// <summary>The effect as its receiver's command.</summary>
    public abstract object ToCommand();

    /// <summary>The owner would take the account in.</summary>
    public sealed record OfferLink(string Account, string Owner, long LinkId) : PortfolioEffect(ActorKind.Account, Account)
    {
        /// <inheritdoc/>
        public override AccountCommand ToCommand() => new AccountCommand.OfferLink(Owner, LinkId);
    }

    /// <summary>The owner lets the account go.</summary>
    public sealed record ReleaseOwner(string Account, string Owner, long LinkId) : PortfolioEffect(ActorKind.Account, Account)
    {
        /// <inheritdoc/>
        public override AccountCommand ToCommand() => new AccountCommand.ReleaseOwner(Owner, LinkId);
    }

    /// <summary>A breach is confirmed: the owner is to be unwound.</summary>
    public sealed record StartUnwind(string Owner, BreachEvidence Evidence) : PortfolioEffect(ActorKind.Unwind, Owner)
    {
        /// <inheritdoc/>
        public override UnwindCommand ToCommand() => new UnwindCommand.Start(Evidence);
    }
}

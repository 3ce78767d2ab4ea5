using System.Text.Json.Serialization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Portfolios;

/// <summary>What a portfolio tells an account.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OfferLink), "offer_link")]
[JsonDerivedType(typeof(ReleaseOwner), "release_owner")]
public abstract record PortfolioEffect(string Account) : IEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public ActorAddress Target => new(ActorKind.Account, Account);

    /// <summary>The effect as the account's command.</summary>
    public abstract AccountCommand ToCommand();

    /// <summary>The owner would take the account in.</summary>
    public sealed record OfferLink(string Account, string Owner, long LinkId) : PortfolioEffect(Account)
    {
        /// <inheritdoc/>
        public override AccountCommand ToCommand() => new AccountCommand.OfferLink(Owner, LinkId);
    }

    /// <summary>The owner lets the account go.</summary>
    public sealed record ReleaseOwner(string Account, string Owner, long LinkId) : PortfolioEffect(Account)
    {
        /// <inheritdoc/>
        public override AccountCommand ToCommand() => new AccountCommand.ReleaseOwner(Owner, LinkId);
    }
}

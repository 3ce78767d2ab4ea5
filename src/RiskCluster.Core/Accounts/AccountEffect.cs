using System.Text.Json.Serialization;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Accounts;

/// <summary>What an account tells a portfolio.</summary>
/// <param name="Owner">Key of the portfolio.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ConfirmLink), "confirm_link")]
[JsonDerivedType(typeof(RefuseLink), "refuse_link")]
[JsonDerivedType(typeof(ConfirmUnlink), "confirm_unlink")]
public abstract record AccountEffect(string Owner) : IEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public ActorAddress Target => new(ActorKind.Portfolio, Owner);

    /// <summary>The effect as the portfolio's command.</summary>
    public abstract PortfolioCommand ToCommand();

    /// <summary>The account is the owner's.</summary>
    public sealed record ConfirmLink(string Owner, string Account, long LinkId) : AccountEffect(Owner)
    {
        /// <inheritdoc/>
        public override PortfolioCommand ToCommand() => new PortfolioCommand.ConfirmLink(Account, LinkId);
    }

    /// <summary>The account does not become the owner's.</summary>
    public sealed record RefuseLink(string Owner, string Account, long LinkId, string Reason) : AccountEffect(Owner)
    {
        /// <inheritdoc/>
        public override PortfolioCommand ToCommand() => new PortfolioCommand.RefuseLink(Account, LinkId, Reason);
    }

    /// <summary>The account is the owner's no more, or will not become so.</summary>
    public sealed record ConfirmUnlink(string Owner, string Account, long LinkId) : AccountEffect(Owner)
    {
        /// <inheritdoc/>
        public override PortfolioCommand ToCommand() => new PortfolioCommand.ConfirmUnlink(Account, LinkId);
    }
}

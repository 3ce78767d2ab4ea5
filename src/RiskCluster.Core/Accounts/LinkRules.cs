using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Accounts.AccountRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Accounts;

/// <summary>
/// How an account becomes an owner's. The portfolio is the authority and offers; the venue consents, before or after; when both have, the account is linked and says so.
/// It is never two owners' at once: it changes hands only after its portfolio has let it go.
/// </summary>
internal static class LinkRules
{
    private const int MaxOffers = 8;

    public static Decision Offer(AccountState state, AccountCommand.OfferLink offer)
    {
        if (Misnamed(offer.Owner, offer.LinkId) is { } refusal) return refusal;
        var link = new OwnerLink(offer.Owner, offer.LinkId);
        if (state.Link == link || (state.Offers.TryGetValue(offer.Owner, out var offered) && offered >= offer.LinkId)) return Decision.Duplicate();
        if (state.Link is not null) return Refuse(state, link, "linked_to_another");
        if (state.Consent == offer.Owner) return Link(state, link);

        // An offer costs its owner nothing, so unanswered ones are few: whoever is turned away asks the venue first.
        if (state.Offers.Count >= MaxOffers && !state.Offers.ContainsKey(offer.Owner)) return Refuse(state, link, "too_many_offers");
        return Decision.Accept(new AccountEvent.LinkOffered(link));
    }

    public static Decision Consent(AccountState state, string owner)
    {
        if (Misnamed(owner) is { } refusal) return refusal;
        if (state.Link is { } link)
            return link.Owner == owner ? Decision.Duplicate() : AccountMachine.Reject(LinkedToAnother, "owner", $"account '{state.Key}' is owner '{link.Owner}'s");
        if (state.Offers.TryGetValue(owner, out var linkId)) return Link(state, new(owner, linkId));
        return state.Consent == owner ? Decision.Duplicate() : Decision.Accept(new AccountEvent.LinkConsented(owner));
    }

    public static Decision WithdrawConsent(AccountState state, string owner)
    {
        if (Misnamed(owner) is { } refusal) return refusal;
        return state.Consent == owner ? Decision.Accept(new AccountEvent.ConsentWithdrawn(owner)) : Decision.Duplicate();
    }

    public static Decision Release(AccountState state, AccountCommand.ReleaseOwner release)
    {
        if (Misnamed(release.Owner, release.LinkId) is { } refusal) return refusal;
        var link = new OwnerLink(release.Owner, release.LinkId);
        var told = new AccountEffect.ConfirmUnlink(release.Owner, state.Key, release.LinkId);
        if (state.Link == link) return Decision.Accept(new AccountEvent.OwnerReleased(link), told);
        return state.Offers.TryGetValue(release.Owner, out var offered) && offered == release.LinkId
            ? Decision.Accept(new AccountEvent.OfferWithdrawn(link), told)
            : Decision.Duplicate();
    }

    public static AccountState Apply(AccountState state, AccountEvent change) => change switch
    {
        AccountEvent.LinkOffered offered => state with { Offers = state.Offers.SetItem(offered.Link.Owner, offered.Link.LinkId) },
        AccountEvent.LinkConsented consented => state with { Consent = consented.Owner },
        AccountEvent.ConsentWithdrawn => state with { Consent = null },
        AccountEvent.LinkRefused refused => state with { Offers = state.Offers.Remove(refused.Link.Owner) },
        AccountEvent.OwnerLinked linked => state with { Link = linked.Link, Offers = state.Offers.Remove(linked.Link.Owner), Consent = null },
        AccountEvent.OfferWithdrawn withdrawn => state with { Offers = state.Offers.Remove(withdrawn.Link.Owner) },
        AccountEvent.OwnerReleased => state with { Link = null },
        _ => throw new ArgumentException($"no account knows {change.GetType().Name}", nameof(change)),
    };

    private static Decision? Misnamed(string owner, long linkId = 1)
    {
        if (!KeyName.IsValid(owner)) return AccountMachine.Reject(OwnerNotAName, "owner", $"the owner is not {KeyName.Rule}");
        return linkId < 1 ? AccountMachine.Reject(LinkIdBounds, "link_id", $"the link id {linkId} is less than 1") : null;
    }

    private static Decision Refuse(AccountState state, OwnerLink link, string reason) =>
        Decision.Accept(new AccountEvent.LinkRefused(link, reason), new AccountEffect.RefuseLink(link.Owner, state.Key, link.LinkId, reason));

    private static Decision Link(AccountState state, OwnerLink link)
    {
        ImmutableArray<OwnerLink> others = [.. state.Offers.Where(offer => offer.Key != link.Owner).Select(offer => new OwnerLink(offer.Key, offer.Value))];
        return Decision.Accept(
            [new AccountEvent.OwnerLinked(link), .. others.Select(other => new AccountEvent.LinkRefused(other, "linked_to_another"))],
            [
                new AccountEffect.ConfirmLink(link.Owner, state.Key, link.LinkId),
                .. others.Select(other => new AccountEffect.RefuseLink(other.Owner, state.Key, other.LinkId, "linked_to_another")),
            ]);
    }
}

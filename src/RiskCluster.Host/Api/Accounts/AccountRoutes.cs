using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Accounts;

/// <summary>An account beside its positions: cash, collateral, fills, reservations, the venue's consent to its owner.</summary>
internal static class AccountRoutes
{
    private const string Tag = "Accounts";
    private const string Path = "/v1/venues/{venue}/accounts/{account}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Get)
            .For(Whose.Account, Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead)
            .Says(Tag, "getAccount", "An account as it stands")
            .Gives<AccountDocument>()
            .Refuses(ProblemCode.NotFound);
        routes.MapPut($"{Path}/collateral", SetCollateral)
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "setCollateral", "Reports all cash and collateral", "The newest wins; gaps do not matter, because every update is whole.")
            .Gives<CollateralApplied>()
            .Refuses(ProblemCode.StaleSequence, ProblemCode.IdempotencyConflict);
        routes.MapPost($"{Path}/fills", Fill)
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "reportFill", "Reports a fill", "A fill is a fact: it is never refused for want of margin. The venue's next position update wins over it.")
            .Gives<FillApplied>()
            .Refuses(ProblemCode.StaleSequence, ProblemCode.IdempotencyConflict, ProblemCode.UnknownInstrument);
        routes.MapDelete($"{Path}/reservations/{{order}}", Release)
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "releaseReservation", "Gives the margin of an order back")
            .Gives<Acknowledged>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IdempotencyConflict);
        routes.MapPost($"{Path}/consent", Consent)
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "consentLink", "The venue consents that an account becomes an owner's", "Before or after the owner's own request; a later consent replaces an earlier one.")
            .Gives<Acknowledged>()
            .Refuses(ProblemCode.VersionConflict, ProblemCode.IdempotencyConflict);
        routes.MapDelete($"{Path}/consent/{{owner}}", Withdraw)
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "withdrawConsent", "The venue takes back a consent that no request of the owner has met")
            .Gives<Acknowledged>()
            .Refuses(ProblemCode.IdempotencyConflict);
    }

    private static async Task<IResult> Get(string venue, string account, LiveNode node, CancellationToken cancellation)
    {
        var key = Names.Account(venue, account);
        var state = (await node.Actors.Account(key).Read(fenced: false, cancellation)).State;
        return state.Seq == 0 ? throw Refusals.NotFound("unknown_account", $"nobody has said anything of account '{key}'") : TypedResults.Ok(state.Document());
    }

    private static async Task<IResult> SetCollateral(string venue, string account, Body<CollateralUpdate> body, HttpContext http, LiveNode node, PortfolioReads reads, CancellationToken cancellation)
    {
        var (key, update) = (Names.Account(venue, account), body.Value);
        var id = http.MessageId(string.Create(CultureInfo.InvariantCulture, $"collateral:{update.Epoch}:{update.Sequence}"));
        var (answer, state) = await Tell(node, key, id, update.Command(), cancellation, ("quantity", "amount"));
        return TypedResults.Ok(new CollateralApplied(state.CollateralSequence, answer.IsDuplicate(), await reads.Summary(key, cancellation)));
    }

    private static async Task<IResult> Fill(string venue, string account, Body<FillReport> body, HttpContext http, LiveNode node, PortfolioReads reads, CancellationToken cancellation)
    {
        var (key, fill) = (Names.Account(venue, account), body.Value);
        var id = http.MessageId(string.Create(CultureInfo.InvariantCulture, $"fill:{fill.Sequence}"));
        var (answer, state) = await Tell(node, key, id, fill.Command(venue), cancellation, ("quantity", "size"), ("ordinal", "sequence"), ("reservation_id", "order_id"));
        var position = state.Positions.TryGetValue(fill.Instrument, out var held) ? new PositionEntry(fill.Instrument, held.Size, held.AveragePrice) : new(fill.Instrument, 0);
        return TypedResults.Ok(new FillApplied(fill.Sequence, answer.IsDuplicate(), position, state.CashUsd, await reads.Summary(key, cancellation)));
    }

    private static Task<IResult> Release(string venue, string account, string order, HttpContext http, LiveNode node, CancellationToken cancellation) =>
        Acknowledge(venue, account, new AccountCommand.Release(order), http, node, cancellation);

    private static Task<IResult> Consent(string venue, string account, Body<LinkConsent> body, HttpContext http, LiveNode node, CancellationToken cancellation) =>
        Acknowledge(venue, account, new AccountCommand.ConsentLink(body.Value.Owner), http, node, cancellation);

    private static Task<IResult> Withdraw(string venue, string account, string owner, HttpContext http, LiveNode node, CancellationToken cancellation) =>
        Acknowledge(venue, account, new AccountCommand.WithdrawConsent(owner), http, node, cancellation);

    private static async Task<IResult> Acknowledge(string venue, string account, AccountCommand command, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var (answer, _) = await Tell(node, Names.Account(venue, account), http.MessageId(), command, cancellation);
        return TypedResults.Ok(new Acknowledged(answer.IsDuplicate()));
    }

    private static async Task<(Answer<AccountEvent> Answer, AccountState State)> Tell(LiveNode node, string key, MessageId id, AccountCommand command, CancellationToken cancellation, params ImmutableArray<(string Actor, string Body)> fields)
    {
        var actor = node.Actors.Account(key);
        var answer = await Told.Accepted(actor.Tell(new(id, command), cancellation), fields);
        return (answer, (await actor.Read(fenced: false, cancellation)).State);
    }
}

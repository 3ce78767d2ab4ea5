using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Signing;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Host.Api.Accounts;

/// <summary>The gate before every order.</summary>
internal static class OrderRoutes
{
    private const int LeastDeadlineMs = 5;
    private const int MostDeadlineMs = 5_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Asked for once: services of a request's own would be made for this alone.
        var gate = new OrderGate(routes.ServiceProvider.GetRequiredService<LiveNode>());
        routes.MapPost("/v1/venues/{venue}/accounts/{account}:check-order", (string venue, string account, Body<OrderCheck> body, HttpContext http, CancellationToken cancellation) => Check(gate, venue, account, body.Value, http, cancellation))
            .For(Whose.Venue, Scope.VenueWrite)
            .AsksOnly()
            .Says(
                "Accounts",
                "checkOrder",
                "May an order be taken",
                "Fails closed: without a margin, on a stale or halted market, on a halted venue or after the deadline the answer is no, with status 200 and the reasons. With reserve the order's margin is kept until it is filled, released or expired, so that no second order spends it; without, the answer promises nothing afterwards.")
            .Gives<OrderChecked>()
            .Refuses(ProblemCode.UnknownInstrument, ProblemCode.IdempotencyConflict, ProblemCode.NotFound);
    }

    private static async Task<IResult> Check(OrderGate gate, string venue, string account, OrderCheck order, HttpContext http, CancellationToken cancellation)
    {
        var key = Names.Account(venue, account);
        Names.Checked("order_id", order.OrderId);
        if (order.DeadlineMs is < LeastDeadlineMs or > MostDeadlineMs) throw Refusals.Invalid("deadline_bounds", "deadline_ms", $"the deadline is {LeastDeadlineMs} to {MostDeadlineMs} ms");
        if (order.Reserve) await HeldNonce.Keep(http, cancellation);
        var since = Stopwatch.GetTimestamp();
        var verdict = await gate.Check(venue, key, order, order.Reserve ? http.MessageId() : null, cancellation);
        HostMeters.OrderChecked(Stopwatch.GetElapsedTime(since), verdict.IsValidTrade, verdict.Reasons[0]);
        return new JsonAnswer<OrderChecked>(verdict);
    }
}

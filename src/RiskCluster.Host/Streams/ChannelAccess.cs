using Microsoft.AspNetCore.Routing;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;

namespace RiskCluster.Host.Streams;

/// <summary>Who may hear which channel: whoever may ask the endpoint that answers the same.</summary>
internal sealed class ChannelAccess(AccessRules rules)
{
    private static readonly RoutePolicy OfAccount = new([Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead], Whose.Account);
    private static readonly RoutePolicy OfOwner = new([Scope.AccountRead, Scope.RiskRead], Whose.Owner);
    private static readonly RoutePolicy OfDesk = new([Scope.RiskRead], Whose.Anybody);
    private static readonly RoutePolicy OfLiquidations = new([Scope.Keeper, Scope.RiskRead], Whose.Anybody);
    private static readonly RoutePolicy OfMembers = new([Scope.VenueWrite, Scope.AccountRead, Scope.OwnerLink, Scope.OracleSubmit, Scope.Keeper, Scope.ParamsPropose, Scope.ParamsApprove, Scope.RiskRead, Scope.Admin], Whose.Anybody);

    /// <summary>The channels as this caller may hear them.</summary>
    /// <exception cref="Answers.RefusedException">It may not hear one of them.</exception>
    public async ValueTask<IReadOnlyList<StreamChannel>> Require(IReadOnlyList<StreamChannel> channels, Caller caller, CancellationToken cancellation)
    {
        foreach (var channel in channels)
        {
            var (policy, route) = Of(channel);
            await rules.Require(policy, caller, route, cancellation);
        }

        return [.. channels.Select(channel => channel with { IsForKeepers = channel.Kind == ChannelKind.Liquidations && !caller.Has(Scope.RiskRead) })];
    }

    private static (RoutePolicy Policy, RouteValueDictionary Route) Of(StreamChannel channel) => channel.Kind switch
    {
        ChannelKind.Margin when KeyName.Parts(channel.Key) is var (venue, account) => (OfAccount, new() { ["venue"] = venue, ["account"] = account }),
        ChannelKind.Portfolio => (OfOwner, new() { ["owner"] = channel.Key }),
        ChannelKind.Portfolios => (OfDesk, []),
        ChannelKind.Liquidations => (OfLiquidations, []),
        _ => (OfMembers, []),
    };
}

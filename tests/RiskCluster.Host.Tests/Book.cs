using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Host.Tests;

/// <summary>A server whose clock stands, with a market of BTC and the venues deribit and derive that list its perpetual and a call.</summary>
internal static class Book
{
    public static readonly string Alice = "/v1/venues/deribit/accounts/alice";

    public static async Task<HostRig> Open()
    {
        var rig = await HostRig.StartStill();
        await Market.Open(rig);
        foreach (var venue in new[] { "deribit", "derive" })
        {
            await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", new VenueRegistration(venue, venue, VenueMarketKind.CentralBook, "ethereum", "USDC"));
            await rig.Ok<InstrumentsListed>(Callers.Venue(venue), HttpMethod.Put, $"/v1/venues/{venue}/instruments", new InstrumentListing([Market.Perpetual, Market.Call]));
        }

        return rig;
    }

    /// <summary>Cash of an account; the board knows it.</summary>
    public static async Task Cash(HostRig rig, string venue, string account, long sequence, decimal usd)
    {
        await rig.Ok<CollateralApplied>(Callers.Venue(venue), HttpMethod.Put, $"/v1/venues/{venue}/accounts/{account}/collateral", new CollateralUpdate(1, sequence, usd, []));
        await rig.Cycle();
    }

    /// <summary>Makes an account an owner's, with both consents.</summary>
    public static async Task Link(HostRig rig, string owner, string venue, string account)
    {
        await rig.Ok<Acknowledged>(Callers.Venue(venue), HttpMethod.Post, $"/v1/venues/{venue}/accounts/{account}/consent", new LinkConsent(owner));
        await rig.Ok<LinkAnswer>(Callers.Owner(owner), HttpMethod.Post, $"/v1/portfolios/{owner}/links", new LinkRequest(venue, account));
        await HostRig.Until(async () => (await rig.Ok<Page<LinkDocument>>(Callers.Owner(owner), HttpMethod.Get, $"/v1/portfolios/{owner}/links")).Items.Any(link => link.Account == account && link.Nets));
        await rig.Cycle();
    }
}

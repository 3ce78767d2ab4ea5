using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Contracts.Venues;
using RiskCluster.Host.Access;
using RiskCluster.Host.Configuration;
using Xunit.Abstractions;

namespace RiskCluster.Host.Tests.Matrix;

/// <summary>
/// Every role on every route, about its own things, somebody else's, and things that are not there. Who may is computed here from what the product promises, not from the server's rules; the routes are
/// the server's own, so that one that is added later is tested too.
/// </summary>
public sealed class AuthorisationMatrixTests(ITestOutputHelper log)
{
    // Marks whatever must not be told to a stranger.
    private const string Mark = "zqmark";

    private static readonly (string Name, Caller? Caller)[] Roles =
    [
        ("anonymous", null),
        ("venue", Callers.Venue("own")),
        ("owner", Callers.Owner("ownowner")),
        ("person of an owner", new Caller("pat", [Scope.AccountRead], Owner: "ownowner")),
        ("person of a venue", new Caller("val", [Scope.AccountRead], Venue: "own")),
        ("source", Callers.Source("s1")),
        ("keeper", Callers.Keeper("k1")),
        ("governor", Callers.Governor("ada")),
        ("desk", Callers.Desk),
        ("operator", Callers.Admin),
        ("nobody with scopes", new Caller("ghost", [Scope.VenueWrite, Scope.AccountRead, Scope.OwnerLink, Scope.OracleSubmit, Scope.Keeper])),
    ];

    [Fact]
    public async Task Nobody_reaches_what_is_not_his_on_any_route()
    {
        await using var rig = await HostRig.StartStill(new ServeOptions { Journal = "memory:", KeyCallsPerSecond = 1e6, KeyCallsBurst = 1e6, AddressCallsPerSecond = 1e6, AddressCallsBurst = 1e6 });
        await Seed(rig, "own", "mine", "ownowner", "plain");
        await Seed(rig, "other", $"theirs{Mark}", $"otherowner{Mark}", Mark);
        var cases = RouteCase.Of(rig.Services.GetServices<EndpointDataSource>());
        cases.Count.ShouldBeGreaterThan(20);
        var (asked, leaks) = (0, new List<string>());
        foreach (var route in cases)
            foreach (var (role, caller) in Roles)
                foreach (var (whose, path) in new[] { ("own", route.Path("own", "mine", "ownowner")), ("foreign", route.Path("other", $"theirs{Mark}", $"otherowner{Mark}")), ("absent", route.Path("absent", "nobody", "noowner")) }.DistinctBy(item => item.Item2))
                {
                    asked++;
                    if (route.Pattern.Contains("stream", StringComparison.Ordinal) && May(route.Policy, caller, whose)) continue;
                    using var response = await rig.Send(caller, new(route.Method), path, route.Body is null ? null : "{}");
                    var text = await response.Content.ReadAsStringAsync();
                    var isRefused = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                    var what = $"{route} as {role}, {whose}: {(int)response.StatusCode}";
                    if (May(route.Policy, caller, whose) == isRefused) leaks.Add(what);
                    if (isRefused && text.Replace(path, "").Contains(Mark, StringComparison.Ordinal)) leaks.Add($"{what} tells {text}");
                    if ((int)response.StatusCode == 500) leaks.Add($"{what}: {text}");
                }

        log.WriteLine($"{cases.Count} routes, {Roles.Length} roles, {asked} questions, {leaks.Count} leaks");
        leaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Foreign_and_absent_are_refused_with_the_same_words()
    {
        await using var rig = await HostRig.StartStill();
        await Seed(rig, "other", "theirs", "otherowner", "plain");
        foreach (var caller in new[] { Callers.Venue("own"), Callers.Owner("ownowner") })
        {
            var foreign = await rig.Refused(caller, HttpMethod.Get, "/v1/venues/other/accounts/theirs/margin");
            var absent = await rig.Refused(caller, HttpMethod.Get, "/v1/venues/absent/accounts/nobody/margin");
            (foreign with { RequestId = "" }).ShouldBe(absent with { RequestId = "" });
        }
    }

    // The table "who may do what", told anew.
    private static bool May(RoutePolicy policy, Caller? caller, string whose)
    {
        if (policy.AnyOf.Contains(Scope.Anonymous)) return true;
        if (caller is null) return false;
        foreach (var scope in policy.AnyOf.Where(caller.Scopes.Contains))
        {
            if (scope is Scope.Admin or Scope.RiskRead) return true;
            var isOwn = policy.Whose switch
            {
                Whose.Anybody => true,
                Whose.Venue => whose == "own" && caller.Venue == "own",
                Whose.Owner => whose == "own" && caller.Owner == "ownowner",
                Whose.Account => whose == "own" && (caller.Venue == "own" || caller.Owner == "ownowner"),
                _ => scope switch { Scope.OracleSubmit => caller.Source is not null, Scope.Keeper => caller.Keeper is not null, _ => true },
            };
            if (isOwn) return true;
        }

        return false;
    }

    private static async Task Seed(HostRig rig, string venue, string account, string owner, string name)
    {
        await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", new VenueRegistration(venue, name, VenueMarketKind.Pool, "ethereum", "USDC"));
        await rig.Ok<Acknowledged>(Callers.Venue(venue), HttpMethod.Post, $"/v1/venues/{venue}/accounts/{account}/consent", new LinkConsent(owner));
        await rig.Ok<LinkAnswer>(Callers.Owner(owner), HttpMethod.Post, $"/v1/portfolios/{owner}/links", new LinkRequest(venue, account));
        await HostRig.Until(async () => (await rig.Ok<Page<LinkDocument>>(Callers.Owner(owner), HttpMethod.Get, $"/v1/portfolios/{owner}/links")).Items is [{ Status: LinkState.Linked }]);
    }
}

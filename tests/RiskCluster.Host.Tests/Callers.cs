using RiskCluster.Host.Access;

namespace RiskCluster.Host.Tests;

/// <summary>Those who call in tests.</summary>
internal static class Callers
{
    public static Caller Admin { get; } = new("root", [Scope.Admin]);

    public static Caller Desk { get; } = new("desk", [Scope.RiskRead]);

    public static Caller Deribit { get; } = Venue("deribit");

    public static Caller Derive { get; } = Venue("derive");

    public static Caller Venue(string venue) => new($"{venue}-key", [Scope.VenueWrite, Scope.AccountRead], Venue: venue);

    public static Caller Owner(string owner) => new($"{owner}-key", [Scope.OwnerLink, Scope.AccountRead], Owner: owner);

    public static Caller Source(string source) => new(source, [Scope.OracleSubmit], Source: source);

    public static Caller Keeper(string keeper) => new(keeper, [Scope.Keeper], Keeper: keeper);

    public static Caller Governor(string name) => new(name, [Scope.ParamsPropose, Scope.ParamsApprove]);
}

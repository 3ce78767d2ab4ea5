using Microsoft.AspNetCore.Http;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Host.Access.Quotas;

/// <summary>
/// How much a caller may ask for, taken before its body is read. A claim that turns out false is charged to the address that it came from, and what it took from the claimed key is
/// given back: so nobody empties the bucket of a key that is not his.
/// </summary>
internal sealed class CallQuotas(ServeOptions options, TimeProvider clock)
{
    private const int FailureCost = 5;
    private readonly TokenBuckets keys = new(clock, options.KeyCallsPerSecond, options.KeyCallsBurst);
    private readonly TokenBuckets addresses = new(clock, options.AddressCallsPerSecond, options.AddressCallsBurst);

    /// <summary>Takes a call without credentials from its address.</summary>
    /// <exception cref="RefusedException">Over the quota.</exception>
    public void TakeAnonymous(HttpContext http, int cost) => Require("address", addresses.Take(Address(http), cost));

    /// <summary>Refuses an address that has made too many false claims, before its next is looked at.</summary>
    /// <exception cref="RefusedException">It has.</exception>
    public void RequireCredible(HttpContext http) => Require("address", addresses.Take(Address(http), 0));

    /// <summary>Takes a call from the key that it claims.</summary>
    /// <exception cref="RefusedException">Over the quota.</exception>
    public void Take(ICredentials credentials, int cost) => Require("key", keys.Take(credentials.QuotaKey, cost));

    /// <summary>A claim was false.</summary>
    public void Failed(HttpContext http, ICredentials? credentials, int cost)
    {
        if (credentials is not null) keys.Return(credentials.QuotaKey, cost);
        addresses.Charge(Address(http), FailureCost);
    }

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static void Require(string bucket, TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero) return;
        HostMeters.QuotaRefused(bucket);
        throw new RefusedException(new(ProblemCode.TooManyRequests, "over_quota", null, "the caller's quota is used up", Retryable: true)) { RetryAfterMs = (long)Math.Ceiling(wait.TotalMilliseconds) };
    }
}

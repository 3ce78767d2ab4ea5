using Microsoft.AspNetCore.Http;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access.Quotas;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Host.Access;

/// <summary>Lets a request pass to its route: who calls, then what it says, then whether it may. Whoever may not learns nothing about what is there.</summary>
internal sealed class AccessGate(RequestDelegate next, IEnumerable<IAuthenticator> authenticators, CallQuotas quotas, AccessRules rules)
{
    private readonly Dictionary<string, IAuthenticator> schemes = authenticators.ToDictionary(item => item.Scheme, StringComparer.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext http)
    {
        // An endpoint without a policy is the framework's own: it answers that a method is not allowed.
        if (http.GetEndpoint()?.Metadata.GetMetadata<RoutePolicy>() is not { } policy)
        {
            await next(http);
            return;
        }

        var caller = http.Request.Headers.Authorization.Count == 0 ? await Anonymous(http, policy.Cost) : await Known(http, policy.Cost);
        http.Features.Set(caller);
        await rules.Require(policy, caller, http.Request.RouteValues, http.RequestAborted);
        await next(http);
    }

    private async ValueTask<Caller> Anonymous(HttpContext http, int cost)
    {
        quotas.TakeAnonymous(http, cost);
        await RequestBody.Read(http);
        return Caller.Anonymous;
    }

    private async ValueTask<Caller> Known(HttpContext http, int cost)
    {
        quotas.RequireCredible(http);
        ICredentials? credentials = null;
        var isTaken = false;
        try
        {
            credentials = await Identify(http);
            quotas.Take(credentials, cost);
            isTaken = true;
            var body = await RequestBody.Read(http);
            return await credentials.Prove(http.Request, body.Bytes, http.RequestAborted);
        }
        catch (RefusedException refused) when (refused.Problem.Code == ProblemCode.Unauthenticated)
        {
            HostMeters.AuthFailed(refused.Problem.Reason);
            quotas.Failed(http, isTaken ? credentials : null, cost);
            throw;
        }
    }

    private ValueTask<ICredentials> Identify(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count > 1) throw Refusals.Unauthenticated("two_credentials", "the Authorization header is there more than once");
        var (scheme, parameters) = Parted(header.ToString());
        if (!schemes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(scheme.Span, out var authenticator))
            throw Refusals.Unauthenticated("unknown_scheme", $"the scheme of the Authorization header is none of {string.Join(", ", schemes.Keys.Order(StringComparer.Ordinal))}");
        return authenticator.Identify(http.Request, parameters, http.RequestAborted);
    }

    private static (ReadOnlyMemory<char> Scheme, ReadOnlyMemory<char> Parameters) Parted(string header)
    {
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (header.AsMemory(), default) : (header.AsMemory(0, space), header.AsMemory(space + 1).Trim());
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Streams;
using StreamReader = RiskCluster.Host.Tests.Streams.StreamReader;

namespace RiskCluster.Host.Tests.Access;

/// <summary>People bring tokens: ES256, for this server, in time, of an issuer that it trusts.</summary>
public sealed class TokenTests
{
    private static readonly TokenClaims Ops = new("ada", [Scope.Admin]);

    [Fact]
    public async Task A_token_opens_what_its_scopes_say_until_it_expires()
    {
        await using var rig = await HostRig.StartStill();
        var token = Issue(rig, Ops);
        (await Send(rig, token)).ShouldBeNull();
        (await Send(rig, Issue(rig, Ops with { Scopes = [Scope.RiskRead] })))!.Reason.ShouldBe("scope_missing");
        (await Send(rig, Issue(rig, Ops with { Scopes = [] })))!.Reason.ShouldBe("scope_missing");
        rig.Clock!.Advance(TimeSpan.FromMinutes(61));
        (await Send(rig, token))!.Reason.ShouldBe("token_expired");
    }

    [Fact]
    public async Task A_stream_ends_with_the_token_that_opened_it()
    {
        await using var rig = await HostRig.StartStill();
        var authorization = $"Bearer {Issue(rig, Ops)}";
        await using var stream = await StreamReader.Open(rig, authorization, "parameters");
        await using var machine = await StreamReader.Open(rig, Callers.Desk, "parameters");
        (await stream.Next()).Type.ShouldBe("snapshot");
        (await machine.Next()).Type.ShouldBe("snapshot");
        rig.Clock!.Advance(TimeSpan.FromMinutes(61));
        var last = await stream.Next();
        (last.Type, last.Data!.Value.GetProperty("reason").GetString()).ShouldBe(("closed", "credentials_expired"));
        await HostRig.Until(() => Task.FromResult(rig.Services.GetRequiredService<StreamHub>().SubscriberCount == 1));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/stream?channels=parameters");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var again = await rig.Client.SendAsync(request);
        (await HostRig.Problem(again)).Reason.ShouldBe("token_expired");
    }

    [Fact]
    public async Task A_token_of_another_server_issuer_key_or_subject_is_refused()
    {
        await using var rig = await HostRig.StartStill();
        var own = rig.Services.GetRequiredService<ECDsaSecurityKey>();
        var now = rig.Clock!.GetUtcNow();
        (await Send(rig, TokenIssuer.Issue(own, "elsewhere", Ops, now, TimeSpan.FromHours(1))))!.Reason.ShouldBeOneOf("token_audience", "token_issuer");
        using var strange = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await Send(rig, TokenIssuer.Issue(new(strange) { KeyId = own.KeyId }, "riskcluster", Ops, now, TimeSpan.FromHours(1))))!.Reason.ShouldBe("token_invalid");
        (await Send(rig, TokenIssuer.Issue(own, "riskcluster", Ops with { Subject = "a b" }, now, TimeSpan.FromHours(1))))!.Reason.ShouldBe("token_subject");
        (await Send(rig, TokenIssuer.Issue(own, "riskcluster", Ops, now + TimeSpan.FromMinutes(10), TimeSpan.FromHours(1))))!.Reason.ShouldBe("token_expired");
        var unsigned = string.Join('.', Issue(rig, Ops).Split('.')[..2]) + ".";
        (await Send(rig, unsigned))!.Reason.ShouldBe("token_invalid");
    }

    [Fact]
    public async Task A_person_neither_observes_nor_claims_for_a_machine()
    {
        await using var rig = await HostRig.StartStill();
        var token = Issue(rig, Ops with { Scopes = [Scope.OracleSubmit, Scope.Keeper] });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/market-data/BTC/observations") { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", token);
        using var response = await rig.Client.SendAsync(request);
        (await HostRig.Problem(response)).Reason.ShouldBe("scope_missing");
    }

    private static string Issue(HostRig rig, TokenClaims claims) =>
        TokenIssuer.Issue(rig.Services.GetRequiredService<ECDsaSecurityKey>(), "riskcluster", claims, rig.Clock!.GetUtcNow(), TimeSpan.FromHours(1));

    private static async Task<ProblemDocument?> Send(HostRig rig, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/admin/keys");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await rig.Client.SendAsync(request);
        if (!response.IsSuccessStatusCode) return await HostRig.Problem(response);
        System.Text.Json.JsonSerializer.Deserialize<Page<KeyDocument>>(await response.Content.ReadAsStringAsync(), ApiJson.Options).ShouldNotBeNull();
        return null;
    }
}

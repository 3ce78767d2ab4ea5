using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Host.Access;

namespace RiskCluster.Host.Tests.Governance;

/// <summary>A model is governed over HTTP: proposed, run on the live book, approved by others, timelocked, put in force, brought back.</summary>
public sealed class ParameterTests
{
    private const string Path = "/v1/parameters";
    private const string Proposals = $"{Path}/proposals";

    [Fact]
    public async Task A_proposal_runs_on_the_live_book_is_approved_by_others_and_comes_into_force()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        var before = await rig.Ok<ParametersDocument>(Callers.Deribit, HttpMethod.Get, Path);
        (before.Model, before.Version, before.FrozenBy).ShouldBe(("riskcluster-1", 1, null));
        var margin = rig.Node.Board.Figure(DeskBook.Alone)!.Figure!.Value.InitialMarginUsd;

        var proposal = await Propose(rig, "ada", before.Hash, new { set = new Dictionary<string, object> { ["requirement.initial_factor"] = Factor(before) * 1.1m } });
        (proposal.Number, proposal.Status, proposal.Proposer, proposal.BaseHash, proposal.Loosens, proposal.ApprovalsNeeded).ShouldBe((2, "proposed", "ada", before.Hash, false, 2));
        proposal.Changes.Select(change => change.Path).ShouldBe(["$.version", "$.requirement.initial_factor"], ignoreOrder: true);
        proposal.Changes.Single(change => change.Path == "$.requirement.initial_factor").Effect.ShouldBe("tightens");
        proposal = await Until(rig, 2, item => item.Impact is not null);
        proposal.Impact!.Owners.ShouldBe(2);
        proposal.Impact.InitialMarginAfter.ShouldBe(proposal.Impact.InitialMarginBefore * 1.1m, proposal.Impact.InitialMarginBefore * 1e-6m);

        var approval = new ApprovalRequest(proposal.Hash, proposal.BaseHash);
        (await rig.Refused(Callers.Governor("ada"), HttpMethod.Post, $"{Proposals}/2:approve", approval)).Reason.ShouldBe("own_proposal");
        (await rig.Refused(Callers.Governor("mallory"), HttpMethod.Post, $"{Proposals}/2:approve", approval)).Reason.ShouldBe("not_governor");
        (await rig.Refused(Callers.Governor("grace"), HttpMethod.Post, $"{Proposals}/2:approve", approval with { Hash = new('0', 64) })).Reason.ShouldBe("hash_mismatch");
        (await rig.Refused(Callers.Governor("grace"), HttpMethod.Post, $"{Proposals}/2:activate")).Reason.ShouldBe("not_approved");
        (await rig.Ok<ProposalDocument>(Callers.Governor("grace"), HttpMethod.Post, $"{Proposals}/2:approve", approval)).ApprovalsNeeded.ShouldBe(1);
        (await rig.Ok<ProposalDocument>(Callers.Governor("hypatia"), HttpMethod.Post, $"{Proposals}/2:approve", approval)).Status.ShouldBe("approved");
        (await rig.Ok<ProposalDocument>(Callers.Governor("grace"), HttpMethod.Post, $"{Proposals}/2:activate")).Status.ShouldBe("active");
        await rig.Cycle();
        rig.Node.Board.Figure(DeskBook.Alone)!.Figure!.Value.InitialMarginUsd.ShouldBe(margin * 1.1, margin * 1e-9);

        (await rig.Ok<ProposalDocument>(Callers.Governor("grace"), HttpMethod.Post, $"{Proposals}/1:rollback", new ReasonRequest("too dear"))).Status.ShouldBe("superseded");
        var after = await rig.Ok<ParametersDocument>(Callers.Desk, HttpMethod.Get, Path);
        (after.Version, after.Hash).ShouldBe((3, before.Hash));

        var audit = await rig.Ok<Page<AuditEntry>>(Callers.Desk, HttpMethod.Get, $"{Path}/audit?limit=200");
        audit.Items.Select(item => item.Sequence).ShouldBe(Enumerable.Range(1, audit.Items.Count).Select(i => (long)i));
        audit.Items.Select(item => item.Type).Where(type => type is not ("impact_requested" or "impact_recorded")).ShouldBe(["established", "proposed", "approval_given", "approval_given", "quorum_reached", "activated", "rolled_back"]);
        var first = await rig.Ok<Page<AuditEntry>>(Callers.Desk, HttpMethod.Get, $"{Path}/audit?limit=3");
        (await rig.Ok<Page<AuditEntry>>(Callers.Desk, HttpMethod.Get, $"{Path}/audit?limit=200&cursor={first.NextCursor}")).Items.Select(item => item.Sequence).ShouldBe(audit.Items.Skip(3).Select(item => item.Sequence));
    }

    [Fact]
    public async Task What_is_in_force_has_a_tag_and_a_proposal_names_it()
    {
        await using var rig = await HostRig.StartStill();
        var active = await rig.Ok<ParametersDocument>(Callers.Deribit, HttpMethod.Get, Path);
        using var got = await rig.Send(Callers.Deribit, HttpMethod.Get, Path);
        got.Headers.ETag!.Tag.ShouldBe($"\"{active.Hash}\"");
        (await Conditional(rig, active.Hash)).ShouldBe(HttpStatusCode.NotModified);
        (await Conditional(rig, new('0', 64))).ShouldBe(HttpStatusCode.OK);

        var body = new { set = new Dictionary<string, object> { ["requirement.initial_factor"] = 2m } };
        (await rig.Refused(Callers.Governor("ada"), HttpMethod.Post, Proposals, body)).Reason.ShouldBe("if_match_missing");
        using var stale = await Send(rig, "ada", new('0', 64), body);
        var conflict = await HostRig.Problem(stale);
        (conflict.Status, conflict.Code, conflict.Param).ShouldBe((412, "version_conflict", "if-match"));
        foreach (var (bad, reason) in new (object, string)[]
                 {
                     (new { }, "one_of_two"),
                     (new { set = new { }, document = new { } }, "one_of_two"),
                     (new { set = new { } }, "no_change"),
                     (new { set = new Dictionary<string, object> { ["requirement.nowhere.deep"] = 1 } }, "bad_document"),
                     (new { set = new Dictionary<string, object> { ["requirement.initial_factor"] = -1 } }, "bad_document"),
                     (new { document = new { name = "riskcluster-1" } }, "bad_document"),
                 })
        {
            using var refused = await Send(rig, "ada", active.Hash, bad);
            (await HostRig.Problem(refused)).Reason.ShouldBe(reason, JsonSerializer.Serialize(bad));
        }
    }

    [Fact]
    public async Task A_repeated_proposal_is_one_and_lists_go_on_by_cursor()
    {
        await using var rig = await HostRig.StartStill();
        var active = await rig.Ok<ParametersDocument>(Callers.Desk, HttpMethod.Get, Path);
        for (var i = 0; i < 2; i++)
        {
            using var sent = await Send(rig, "ada", active.Hash, new { set = new Dictionary<string, object> { ["requirement.initial_factor"] = 1.5m } }, "same");
            sent.StatusCode.ShouldBe(HttpStatusCode.Created, await sent.Content.ReadAsStringAsync());
            sent.Headers.Location!.OriginalString.ShouldBe($"{Proposals}/2");
        }

        using var other = await Send(rig, "ada", active.Hash, new { set = new Dictionary<string, object> { ["requirement.initial_factor"] = 1.6m } }, "same");
        (await HostRig.Problem(other)).Code.ShouldBe("idempotency_conflict");
        await Propose(rig, "grace", active.Hash, new { set = new Dictionary<string, object> { ["requirement.initial_factor"] = 1.7m } });
        var page = await rig.Ok<Page<ProposalDocument>>(Callers.Desk, HttpMethod.Get, $"{Proposals}?limit=2");
        page.Items.Select(item => item.Number).ShouldBe([3, 2]);
        (await rig.Ok<Page<ProposalDocument>>(Callers.Desk, HttpMethod.Get, $"{Proposals}?limit=2&cursor={page.NextCursor}")).Items.Select(item => item.Number).ShouldBe([1]);
        (await rig.Ok<Page<ProposalDocument>>(Callers.Desk, HttpMethod.Get, $"{Proposals}?status=active")).Items.Select(item => item.Number).ShouldBe([1]);
        (await rig.Refused(Callers.Desk, HttpMethod.Get, $"{Proposals}?status=odd")).Param.ShouldBe("status");
        (await rig.Refused(Callers.Desk, HttpMethod.Get, $"{Proposals}/9")).Status.ShouldBe(404);
        (await rig.Ok<ProposalDocument>(Callers.Governor("ada"), HttpMethod.Post, $"{Proposals}/2:reject", new ReasonRequest("mine, taken back"))).Status.ShouldBe("rejected");
    }

    [Fact]
    public async Task One_governor_freezes_and_as_many_as_approve_unfreeze()
    {
        await using var rig = await HostRig.StartStill();
        (await rig.Ok<ParametersDocument>(Callers.Governor("ada"), HttpMethod.Post, $"{Path}:freeze", new ReasonRequest("odd prices"))).FrozenBy.ShouldBe("ada");
        (await rig.Ok<ParametersDocument>(Callers.Governor("grace"), HttpMethod.Post, $"{Path}:unfreeze")).FrozenBy.ShouldBe("ada");
        (await rig.Ok<ParametersDocument>(Callers.Governor("hypatia"), HttpMethod.Post, $"{Path}:unfreeze")).FrozenBy.ShouldBeNull();
        (await rig.Refused(Callers.Governor("ada"), HttpMethod.Post, $"{Path}:unfreeze")).Reason.ShouldBe("not_frozen");
        (await rig.Refused(Callers.Governor("mallory"), HttpMethod.Post, $"{Path}:freeze", new ReasonRequest("x"))).Reason.ShouldBe("not_governor");
    }

    [Fact]
    public async Task Governing_needs_the_scopes_and_reading_needs_credentials()
    {
        await using var rig = await HostRig.StartStill();
        foreach (var caller in new[] { Callers.Admin, Callers.Desk, Callers.Deribit, Callers.Owner("olga"), Callers.Keeper("kim"), Callers.Source("s1"), new Caller("ada", [Scope.ParamsPropose]) })
        {
            foreach (var path in new[] { $"{Path}:freeze", $"{Proposals}/1:reject", $"{Proposals}/1:rollback" })
                (await rig.Refused(caller, HttpMethod.Post, path, new ReasonRequest("x"))).Code.ShouldBe("permission_denied");
            (await rig.Refused(caller, HttpMethod.Post, $"{Proposals}/1:activate")).Code.ShouldBe("permission_denied");
        }

        (await rig.Refused(new Caller("grace", [Scope.ParamsApprove]), HttpMethod.Post, Proposals, new { })).Code.ShouldBe("permission_denied");
        foreach (var path in new[] { Path, Proposals, $"{Proposals}/1", $"{Path}/audit" }) (await rig.Refused(null, HttpMethod.Get, path)).Status.ShouldBe(401);
    }

    private static decimal Factor(ParametersDocument active) => active.Document.GetProperty("requirement").GetProperty("initial_factor").GetDecimal();

    private static async Task<ProposalDocument> Propose(HostRig rig, string by, string hash, object body)
    {
        using var sent = await Send(rig, by, hash, body);
        var text = await sent.Content.ReadAsStringAsync();
        sent.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonSerializer.Deserialize<ProposalDocument>(text, ApiJson.Options)!;
    }

    // Values are JSON numbers here, as a model's are: not the API's decimals.
    private static async Task<HttpResponseMessage> Send(HostRig rig, string by, string hash, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Proposals) { Content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", TestAuthenticator.Header(Callers.Governor(by)));
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{hash}\""));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await rig.Client.SendAsync(request);
    }

    private static async Task<HttpStatusCode> Conditional(HostRig rig, string hash)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.TryAddWithoutValidation("Authorization", TestAuthenticator.Header(Callers.Deribit));
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{hash}\""));
        using var response = await rig.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<ProposalDocument> Until(HostRig rig, long number, Func<ProposalDocument, bool> condition)
    {
        for (var i = 0; ; i++)
        {
            var proposal = await rig.Ok<ProposalDocument>(Callers.Desk, HttpMethod.Get, $"{Proposals}/{number}");
            if (condition(proposal)) return proposal;
            i.ShouldBeLessThan(1_000, "the run on the live book has not come");
            await Task.Delay(10);
        }
    }
}

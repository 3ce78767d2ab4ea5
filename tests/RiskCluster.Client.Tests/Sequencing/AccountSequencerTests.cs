using System.Net;
using RiskCluster.Client.Sequencing;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Client.Tests.Sequencing;

/// <summary>Position updates against the real server, whatever happens to them on their way.</summary>
[Collection(SharedServer.Name)]
public sealed class AccountSequencerTests(ServerRig rig)
{
    [Fact]
    public async Task Updates_are_numbered_from_the_first()
    {
        var client = rig.Venue();
        using var account = await client.Accounts.Sequence("atlas", "numbered");
        (account.Epoch, account.LastSequence).ShouldBe((1, 0));
        (await account.Update([Held(1)])).AppliedSequence.ShouldBe(1);
        (await account.Update([Held(2)])).AppliedSequence.ShouldBe(2);
        (await Size(client, "numbered")).ShouldBe(2m);
        using var later = await client.Accounts.Sequence("atlas", "numbered");
        (later.Epoch, later.LastSequence, later.Positions.Single().Size).ShouldBe((1, 2, 2m));
        await later.Update([new(ServerRig.Perpetual, 0)]);
        later.Positions.ShouldBeEmpty();
        (await Size(client, "numbered")).ShouldBe(0m);
    }

    [Fact]
    public async Task After_a_gap_everything_is_sent_under_a_new_epoch()
    {
        var client = rig.Venue();
        using var account = await client.Accounts.Sequence("atlas", "gapped");
        await account.Update([Held(1)]);
        // Another process of the venue writes beside it, and opens an epoch.
        await client.Accounts.ReplacePositions("atlas", "gapped", new(5, 3, [Held(7)]));
        (await account.Update([Held(2)])).Duplicate.ShouldBeFalse();
        account.Epoch.ShouldBe(6);
        var document = await client.Accounts.Get("atlas", "gapped");
        (document.Epoch, document.LastSequence, document.HasGap, document.Positions.Single().Size).ShouldBe((6, 1, false, 2m));
        (await account.Update([Held(3)])).AppliedSequence.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_whose_fate_is_not_known_is_neither_lost_nor_counted_twice(bool hasArrived)
    {
        var name = hasArrived ? "answer-lost" : "request-lost";
        using var wire = new LossyWire();
        using var client = new RiskClusterClient([rig.Address], RiskCluster.Client.Access.Credentials.Key(rig.Atlas.KeyId, rig.Atlas.Secret), ServerRig.Patient with { Retries = 0 }, wire);
        using var account = await client.Accounts.Sequence("atlas", name);
        await account.Update([Held(1)]);
        wire.Loses = hasArrived ? Loss.Answer : Loss.Request;
        await Should.ThrowAsync<ServerUnreachableException>(() => account.Update([Held(2)]));
        wire.Loses = Loss.Nothing;
        (await Size(rig.Venue(), name)).ShouldBe(hasArrived ? 2m : 1m);
        // Were this update numbered as the lost one, the server would take it for a redelivery and drop it.
        await account.Update([Held(3)]);
        (await Size(rig.Venue(), name)).ShouldBe(3m);
        account.Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_refused_changes_nothing()
    {
        var client = rig.Venue();
        using var account = await client.Accounts.Sequence("atlas", "refused");
        await account.Update([Held(1)]);
        (await Should.ThrowAsync<RiskClusterException>(() => account.Update([new("ETH_USDC-PERPETUAL", 1, 2_000)]))).Problem.Code.ShouldBe("unknown_instrument");
        account.Positions.ShouldBe([Held(1)]);
        (await account.Update([Held(2)])).AppliedSequence.ShouldBe(2);
        account.Epoch.ShouldBe(1);
    }

    [Fact]
    public async Task Many_threads_make_one_sequence()
    {
        var client = rig.Venue();
        using var account = await client.Accounts.Sequence("atlas", "threads");
        await Task.WhenAll(Enumerable.Range(1, 20).Select(size => account.Update([Held(size)])));
        (account.Epoch, account.LastSequence).ShouldBe((1, 20));
        (await client.Accounts.Get("atlas", "threads")).LastSequence.ShouldBe(20);
    }

    private static PositionEntry Held(decimal size) => new(ServerRig.Perpetual, size, 65_000);

    private static async Task<decimal> Size(RiskClusterClient client, string account) => (await client.Accounts.Get("atlas", account)).Positions.SingleOrDefault()?.Size ?? 0;

    private enum Loss
    {
        Nothing,
        Request,
        Answer,
    }

    private sealed class LossyWire() : DelegatingHandler(new SocketsHttpHandler())
    {
        public Loss Loses { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Loses == Loss.Request) throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost on its way");
            var response = await base.SendAsync(request, cancellationToken);
            if (Loses == Loss.Nothing) return response;
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the answer is lost");
        }
    }
}

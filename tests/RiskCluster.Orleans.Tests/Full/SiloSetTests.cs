using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Tests.Engines;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>Silos on sockets over PostgreSQL: drained, joined, of different models, and how many messages a tick costs.</summary>
public sealed class SiloSetTests(JournalPlaces places) : IClassFixture<JournalPlaces>
{
    private static readonly string[] Accounts = [.. Enumerable.Range(0, 9).Select(number => $"deribit/a{number}")];

    [Theory, OnPostgres]
    public async Task A_drained_silo_takes_nothing_with_it_and_a_tick_is_one_message_a_board(JournalKind kind)
    {
        await using var silos = new SiloSet(places.New(kind));
        await silos.Join();
        await silos.Join();
        var leaving = await silos.Join();
        await silos.Fill(Accounts);
        await silos.Covered(Accounts.Length);

        var before = silos.Hosts.Sum(host => host.BoardMessages);
        await silos.Tick("BTC", 64_000);
        await SiloSet.Wait(() => silos.Hosts.All(host => host.Node.Board.View?.Markets.Single(market => market.Snapshot.Underlying == "BTC").Snapshot.IndexPrice == 64_000));
        // Every accepted observation moves the consensus or does not; each move is one message to each of the three boards, the market's own among them, and no account gets any.
        var state = (await silos.Actors.MarketData("BTC").Read(false, default)).State;
        var moves = silos.Hosts.Sum(host => host.BoardMessages) - before;
        (moves % 3).ShouldBe(0);
        moves.ShouldBeInRange(3, 3 * 4, $"four sources have spoken; the consensus is now number {state.Consensus?.Version}");

        await silos.Leave(leaving);
        await silos.Covered(Accounts.Length);
        foreach (var account in Accounts)
        {
            await silos.Position(account, 2, new PositionChange(EngineRig.Perpetual, 3, 65_000));
            (await silos.Account(account)).Positions[EngineRig.Perpetual].Size.ShouldBe(3);
        }

        await silos.Join();
        await silos.Covered(Accounts.Length);
        silos.Hosts.ShouldAllBe(host => host.Node.Missing.Count == 0);
    }

    [Theory, OnPostgres]
    public async Task While_decisions_are_paused_on_one_silo_no_order_passes_on_any(JournalKind kind)
    {
        await using var silos = new SiloSet(places.New(kind));
        await silos.Join();
        var other = await silos.Join();
        await silos.Fill(Accounts);
        await silos.Covered(Accounts.Length);
        foreach (var account in Accounts) (await Order(silos, account, "first")).ShouldBeNull();
        other.Decisions.TurnOff(new("looking into something", "root", 0));
        await SiloSet.Wait(() => silos.Hosts[0].Node.Disagreement is not null);
        foreach (var account in Accounts) (await Order(silos, account, "second")).ShouldNotBeNull();
        other.Decisions.TurnOn();
        await silos.Covered(Accounts.Length);
        foreach (var account in Accounts) (await Order(silos, account, "third")).ShouldBeNull();
    }

    [Theory, OnPostgres]
    public async Task While_a_venues_silo_is_dead_its_accounts_updates_wait_or_are_refused_as_not_possible_now_and_the_same_go_through(JournalKind kind)
    {
        await using var silos = new SiloSet(places.New(kind));
        for (var silo = 0; silo < 3; silo++) await silos.Join();
        await silos.Fill(Accounts);
        await silos.Covered(Accounts.Length);
        var placement = silos.Hosts[0].Node.Placement;
        string HomeOf(ActorKind kind, string key) => placement.HomeOf(new(kind, key), placement.Silos);
        var dead = HomeOf(ActorKind.Venue, "deribit");
        var elsewhere = Accounts.Where(account => HomeOf(ActorKind.Account, account) != dead).ToList();
        elsewhere.ShouldNotBeEmpty();

        var killing = silos.Kill(silos.Hosts.Single(host => host.Node.Placement.Self == dead));
        var refused = new List<Problem>();
        foreach (var account in elsewhere)
        {
            var (id, update) = (silos.Next(), new AccountCommand.ApplyPositions(1, 2, 1, [new(EngineRig.Perpetual, 3, 65_000)]));
            await SiloSet.Until(async () =>
            {
                if ((await silos.Do(update, account, id)).Problem is not { } problem) return true;
                refused.Add(problem);
                return false;
            });
        }

        await killing;
        refused.ShouldAllBe(problem => problem.Code == ProblemCode.Unavailable && problem.Reason == "listing_unknown" && problem.Retryable);
        await silos.Covered(Accounts.Length);
        foreach (var account in elsewhere) (await silos.Account(account)).Positions[EngineRig.Perpetual].Size.ShouldBe(3);
    }

    private static async Task<Problem?> Order(SiloSet silos, string account, string id) =>
        (await silos.Do(new AccountCommand.Reserve(id, EngineRig.Perpetual, 0.01m, 65_000, 5_000), account)).Problem;
}

using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>What every engine must do, however many processes it has: the same as one process, to the last digit.</summary>
public abstract class EngineConformance
{
    private const string Owner = "alice";
    private static readonly string[] Accounts = [EngineRig.Alice, "derive/alice", "deribit/bob", "derive/carol", "deribit/dora", "derive/ed"];

    /// <summary>The engine under test, over an empty journal, not begun yet.</summary>
    private protected abstract Task<EngineRig> New();

    [Fact]
    public async Task Figures_are_those_of_one_process_to_the_last_digit_also_after_a_restart_of_everything()
    {
        await using var plain = new EmbeddedRig(new MemoryJournal());
        await plain.Restart();
        await using var rig = await New();
        var figures = new List<MarginFigure>[2];
        foreach (var (engine, place) in new[] { (plain, 0), (rig, 1) }) figures[place] = await History(engine);
        figures[1].Count.ShouldBeGreaterThan(50);
        figures[1].ShouldBe(figures[0]);
    }

    [Fact]
    public async Task A_redelivery_is_recognised_and_a_gap_is_refused_with_what_is_expected()
    {
        await using var rig = await New();
        await rig.Begin();
        var id = rig.Next();
        var first = EngineRig.Accepted(await rig.Do(new AccountCommand.ApplyPositions(1, 1, 0, [new(EngineRig.Perpetual, 2, 65_000)]), id: id));
        var again = await rig.Do(new AccountCommand.ApplyPositions(1, 1, 0, [new(EngineRig.Perpetual, 2, 65_000)]), id: id);
        (again.Status, again.Head).ShouldBe((AnswerStatus.Duplicate, first.Head));
        again.Events.Single().ToString().ShouldBe(first.Events.Single().ToString());
        (await rig.Do(new AccountCommand.ApplyPositions(1, 3, 2, [new(EngineRig.Perpetual, 3, 65_000)]))).Problem!.ExpectedSequence.ShouldBe(2);
        await rig.Restart();
        (await rig.Do(new AccountCommand.ApplyPositions(1, 1, 0, [new(EngineRig.Perpetual, 2, 65_000)]), id: id)).Status.ShouldBe(AnswerStatus.Duplicate);
    }

    [Fact]
    public async Task A_venue_is_not_sent_to_who_has_it_and_what_it_lists_counts_at_once_wherever_the_account_stands()
    {
        await using var rig = await New();
        await rig.Begin();
        var venue = rig.Actors.Venue("deribit");
        var reading = (await venue.ReadUnless(-1, default)).ShouldNotBeNull();
        (await venue.ReadUnless(reading.Head, default)).ShouldBeNull();
        const string listed = "BTC-27MAR26-90000-C";
        (await rig.Do(new AccountCommand.ApplyPositions(1, 1, 0, [new(listed, 1)]))).Problem!.Reason.ShouldBe("unknown_instrument");
        await rig.List(listed);
        (await venue.ReadUnless(reading.Head, default)).ShouldNotBeNull().State.Instruments.Keys.ShouldContain(listed);
        foreach (var account in Accounts.Where(key => key.StartsWith("deribit/", StringComparison.Ordinal))) await rig.Position(account, 1, new PositionChange(listed, 1));
    }

    [Fact]
    public async Task Margin_of_one_owner_is_spent_once_however_many_venues_ask()
    {
        await using var rig = await New();
        await rig.Begin();
        await Linked(rig);
        await rig.Position(EngineRig.Alice, 1, new PositionChange(EngineRig.Perpetual, 10, 65_000));
        await rig.Cash(EngineRig.Alice, 2, 10_000_000);
        await rig.Cycle();
        var one = (decimal)rig.Figure(Owner).InitialMarginUsd;
        await rig.Position(EngineRig.Alice, 2, new PositionChange(EngineRig.Perpetual, 0));
        await rig.Cash(EngineRig.Alice, 3, decimal.Round(one * 1.5m, 2));
        await rig.Cycle();
        EngineRig.Accepted(await rig.Do(new AccountCommand.Reserve("first", EngineRig.Perpetual, 10, 65_000, 5_000)));
        (await rig.Do(new AccountCommand.Reserve("second", EngineRig.Perpetual, 10, 65_000, 5_000), Accounts[1])).Problem!.Reason.ShouldBe("insufficient_margin");
        await rig.Restart();
        (await rig.Do(new AccountCommand.Reserve("second", EngineRig.Perpetual, 10, 65_000, 5_000), Accounts[1])).Problem!.Reason.ShouldBe("insufficient_margin");
    }

    [Fact]
    public async Task A_breach_that_was_seen_once_is_confirmed_after_a_restart_of_everything()
    {
        await using var rig = await New();
        await rig.Begin();
        await rig.Position(EngineRig.Alice, 1, new PositionChange(EngineRig.Perpetual, 10, 65_000));
        await rig.Cash(EngineRig.Alice, 1, 20_000);
        await rig.Tick(65_000);
        (await rig.Portfolio(EngineRig.Alice)).BreachReports.ShouldBe(1);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.Restart();
        await rig.Tick(65_000);
        (await rig.Portfolio(EngineRig.Alice)).State.ShouldBeOneOf(MarginState.Liquidating, MarginState.Bankrupt);
    }

    [Fact]
    public async Task An_account_that_nobody_can_have_is_refused_by_name()
    {
        await using var rig = await New();
        await rig.Begin();
        (await Should.ThrowAsync<Exception>(async () => await rig.Account("nobody"))).Message.ShouldContain("nobody");
    }

    private static async Task<List<MarginFigure>> History(EngineRig rig)
    {
        await rig.Begin();
        foreach (var account in Accounts) await rig.Cash(account, 1, 30_000, new CollateralItem("ETH", 3), new CollateralItem("BTC", -0.1m), new CollateralItem("USDC", 1_000, "base"));
        await Linked(rig);
        var random = new Random(11);
        var figures = new List<MarginFigure>();
        var sequences = Accounts.ToDictionary(account => account, _ => 0L);
        for (var step = 0; step < 40; step++)
        {
            var account = Accounts[random.Next(Accounts.Length)];
            await rig.Position(account, ++sequences[account], Change(random));
            if (step % 5 == 4) await rig.Tick(65_000 + random.Next(-4_000, 4_000));
            if (step % 13 == 12) await rig.Restart();
            if (step % 5 != 4 && step % 13 != 12) continue;
            await rig.Cycle();
            figures.AddRange(Accounts.Append(Owner).Select(rig.Figure));
        }

        return figures;
    }

    private static async Task Linked(EngineRig rig)
    {
        foreach (var account in Accounts.Take(2))
        {
            if ((await rig.Account(account)).CollateralSequence == 0) await rig.Cash(account, 1, 1);
            await rig.Link(Owner, account);
        }

        await rig.Cycle();
    }

    private static PositionChange Change(Random random) => random.Next(3) switch
    {
        0 => new(EngineRig.Perpetual, random.Next(-3, 4), 65_000 + random.Next(-1_000, 1_000)),
        1 => new(EngineRig.EthPerpetual, random.Next(-30, 40), 1_900 + random.Next(-100, 100)),
        _ => new(EngineRig.Call, random.Next(-2, 3)),
    };
}

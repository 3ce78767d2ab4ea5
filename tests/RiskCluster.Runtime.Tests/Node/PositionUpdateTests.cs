using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>Position updates that come twice, late and out of order leave the same account and the same margin as if each had come once and in its turn.</summary>
public sealed class PositionUpdateTests
{
    private const int Updates = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Duplicates_delays_and_another_order_change_no_digit(int seed)
    {
        await using var plain = await NodeRig.New();
        await using var rough = await NodeRig.New();
        foreach (var rig in new[] { plain, rough }) await rig.Cash(NodeRig.Alice, 1, 1_000_000);
        for (var sequence = 1; sequence <= Updates; sequence++) NodeRig.Accepted(await plain.Do(Update(sequence)));

        var random = new Random(seed);
        var waiting = Enumerable.Range(1, Updates).ToList();
        var (duplicates, gaps) = (0, 0);
        while (waiting.Count > 0)
        {
            // The venue sends what it has no acknowledgement for, from a window, in any order, and sometimes what it has one for.
            var sequence = random.NextDouble() < 0.2 && waiting[0] > 1 ? random.Next(1, waiting[0]) : waiting[random.Next(Math.Min(4, waiting.Count))];
            var answer = await rough.Do(Update(sequence), id: random.NextDouble() < 0.5 ? MessageId.Keyed("venue", $"{sequence}") : rough.Next());
            if (answer.Status == AnswerStatus.Duplicate) duplicates++;
            if (answer.Problem?.Code == ProblemCode.SequenceGap) gaps++;
            if (answer.IsAccepted) waiting.Remove(sequence);
        }

        (duplicates, gaps).ShouldSatisfyAllConditions(() => duplicates.ShouldBeGreaterThan(0), () => gaps.ShouldBeGreaterThan(0));
        var (expected, actual) = (await plain.Account(NodeRig.Alice), await rough.Account(NodeRig.Alice));
        actual.Positions.ShouldBe(expected.Positions);
        (actual.LastSequence, actual.Gap).ShouldBe((Updates, null));
        foreach (var rig in new[] { plain, rough }) await rig.Tick(66_000);
        rough.Figure(NodeRig.Alice).ShouldBe(plain.Figure(NodeRig.Alice));
    }

    [Fact]
    public async Task While_updates_are_missing_an_account_may_only_reduce_its_risk()
    {
        await using var rig = await NodeRig.New();
        await rig.Cash(NodeRig.Alice, 1, 1_000_000);
        await rig.Position(NodeRig.Alice, 1, new PositionChange(NodeRig.Perpetual, 2, 65_000));
        (await rig.Do(Update(3))).Problem!.ExpectedSequence.ShouldBe(2);
        await rig.Node.RunCycle(default);
        (await rig.Do(new AccountCommand.Reserve("more", NodeRig.Perpetual, 1, 65_000, 1000))).Problem!.Reason.ShouldBe("gap_open");
        (await rig.Do(new AccountCommand.Reserve("less", NodeRig.Perpetual, -1, 65_000, 1000))).Problem.ShouldBeNull();
        NodeRig.Accepted(await rig.Do(Update(2)));
        NodeRig.Accepted(await rig.Do(Update(3)));
        await rig.Node.RunCycle(default);
        (await rig.Do(new AccountCommand.Reserve("more", NodeRig.Perpetual, 1, 65_000, 1000))).Problem.ShouldBeNull();
    }

    private static AccountCommand.ApplyPositions Update(long sequence) =>
        new(1, sequence, sequence - 1, [sequence % 3 == 0 ? new(NodeRig.EthPerpetual, sequence, 1_900 + sequence) : new(NodeRig.Perpetual, sequence % 5, 65_000 - sequence)]);
}

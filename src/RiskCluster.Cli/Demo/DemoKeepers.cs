using RiskCluster.Core.Liquidations;
using RiskCluster.Runtime.Simulation.Keepers;

namespace RiskCluster.Cli.Demo;

/// <summary>The demo's keepers: most tasks go to one that works well, some to one that is slow, dies, lies or claims twice; what such a one has left is taken up by a reserve.</summary>
internal sealed class DemoKeepers(int seed)
{
    private static readonly MockKeeper[] Keepers =
    [
        new("swift", KeeperManner.Steady), new("snail", KeeperManner.Slow), new("mayfly", KeeperManner.Dying), new("fox", KeeperManner.Lying), new("magpie", KeeperManner.DoubleClaiming),
    ];

    private readonly MockKeeper reserve = new("reserve", KeeperManner.Steady);

    /// <summary>Everybody claims what it may, and works on what it holds.</summary>
    public async Task Work(MockVenue venue)
    {
        for (var i = 0; i < Keepers.Length; i++)
        {
            var number = i;
            await Keepers[i].Claim(venue, (taskId, task) => IsNew(task) && KeeperOf(taskId) == number, CancellationToken.None);
        }

        await reserve.Claim(venue, (_, task) => !IsNew(task), CancellationToken.None);
        foreach (var keeper in Keepers.Append(reserve)) await keeper.Work(venue, CancellationToken.None);
    }

    private static bool IsNew(LiquidationTask task) => task.UnclaimedSinceMs == task.OpenedAtMs;

    // By the task's name: whoever comes after a restart is the one that would have come.
    private int KeeperOf(string taskId)
    {
        var hash = unchecked((uint)seed * 2_654_435_761u);
        foreach (var letter in taskId) hash = unchecked((hash ^ letter) * 16_777_619);
        return (int)((hash >> 8) % 100) switch { < 80 => 0, < 88 => 1, < 93 => 2, < 96 => 3, _ => 4 };
    }
}

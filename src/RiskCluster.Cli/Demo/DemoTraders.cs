using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;

namespace RiskCluster.Cli.Demo;

/// <summary>Venues report a few trades at every tick: some accounts change the size of one position by up to a twentieth.</summary>
internal sealed class DemoTraders(IDemoProcess cluster, IReadOnlyList<string> accounts, int seed)
{
    /// <summary>Accounts that trade at a tick.</summary>
    public const int PerTick = 5;

    /// <summary>Posts the updates of a tick; those that an earlier run has posted change nothing.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> Post(int tick)
    {
        var random = new Random(HashCode(tick));
        var posted = 0;
        for (var i = 0; i < PerTick; i++)
        {
            var (key, factor) = (accounts[random.Next(accounts.Count)], 1 + 0.05m * ((decimal)random.NextDouble() * 2 - 1));
            var pick = random.Next();
            var actor = cluster.Actors.Account(key);
            var state = (await actor.Read(fenced: false, CancellationToken.None)).State;
            // A sequence a tick: an account that is drawn twice, or was served before a restart, has it already.
            var sequence = tick + 2;
            if (state.LastSequence >= sequence || state.Positions.IsEmpty) continue;
            var (instrument, position) = state.Positions.ElementAt(pick % state.Positions.Count);
            var change = new PositionChange(instrument, decimal.Round(position.Size * factor, 6), position.AveragePrice);
            await DemoCluster.Accepted(actor.Tell(
                new(MessageId.Keyed("venue", $"{sequence}"), new AccountCommand.ApplyPositions(state.Epoch, sequence, state.LastSequence, [change])), CancellationToken.None));
            posted++;
        }

        return posted;
    }

    private int HashCode(int tick) => unchecked(seed * 1_000_003 + tick);
}

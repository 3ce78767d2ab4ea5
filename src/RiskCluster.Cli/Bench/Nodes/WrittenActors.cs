using System.Collections.Immutable;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>Histories of many actors straight into a journal: what their rules decide on some commands, and what it tells others delivered already.</summary>
internal static class WrittenActors
{
    private const int AtOnce = 250;

    /// <summary>Writes what actors decide on commands, each in turn.</summary>
    public static async Task Write<TMachine, TState, TCommand, TEvent, TEffect>(IJournal journal, Turn turn, IEnumerable<(string Key, IEnumerable<TCommand> Commands)> histories)
        where TMachine : IMachine<TState, TCommand, TEvent, TEffect>
        where TState : class
        where TCommand : class
        where TEvent : class
        where TEffect : class, IEffect
    {
        foreach (var some in histories.Chunk(AtOnce))
        {
            var commands = some.ToDictionary(history => new ActorAddress(TMachine.Kind, history.Key).ToString());
            var appends = new List<Task>();
            await foreach (var replay in journal.TakeOver(commands.Keys, CancellationToken.None))
                appends.Add(Write<TMachine, TState, TCommand, TEvent, TEffect>(journal, turn, replay.Head, commands[replay.Head.Stream]));
            await Task.WhenAll(appends);
        }
    }

    private static async Task Write<TMachine, TState, TCommand, TEvent, TEffect>(IJournal journal, Turn turn, StreamHead head, (string Key, IEnumerable<TCommand> Commands) history)
        where TMachine : IMachine<TState, TCommand, TEvent, TEffect>
        where TState : class
        where TCommand : class
        where TEvent : class
        where TEffect : class, IEffect
    {
        var (state, written, hash) = (TMachine.Initial(history.Key), head.Seq, head.Hash);
        var records = ImmutableArray.CreateBuilder<JournalRecord>();
        foreach (var command in history.Commands)
        {
            var decision = TMachine.Decide(state, command, turn);
            if (decision.Problem is { } problem) throw new InvalidOperationException($"the bench was refused: {problem.Detail}");
            foreach (var happened in decision.Events)
            {
                state = TMachine.Apply(state, happened);
                var seq = written + records.Count + 1;
                var item = new JournalRecord(seq, head.Epoch, MessageId.Ordered("bench", seq), new byte[HashChain.Size], turn.NowMs, CoreJson.Write(happened), null, []);
                hash = HashChain.Next(hash, item);
                records.Add(item with { Hash = hash });
            }

            if (records.Count >= AtOnce) await Append();
        }

        if (records.Count > 0) await Append();

        async Task Append()
        {
            var outcome = await journal.Append(new(head.Stream, head.Epoch, written, records.ToImmutable(), TMachine.IsAwake(state)), CancellationToken.None);
            if (outcome != AppendOutcome.Appended) throw new InvalidOperationException("fenced");
            written += records.Count;
            records.Clear();
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Host.Running;

/// <summary>Which actors of a kind there are, on whichever process: the journal's own index knows. Asked at most a few times a second, however many want to know.</summary>
internal sealed class JournalIndex(LiveNode node)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<(ActorKind Kind, bool IsAwake), Answer> answers = [];

    /// <summary>The keys of those that exist, by ordinal name.</summary>
    public ValueTask<ImmutableSortedSet<string>> Known(ActorKind kind, CancellationToken cancellation) => Keys(kind, isAwake: false, cancellation);

    /// <summary>The keys of those that something is going on in, by ordinal name.</summary>
    public ValueTask<ImmutableSortedSet<string>> Awake(ActorKind kind, CancellationToken cancellation) => Keys(kind, isAwake: true, cancellation);

    private async ValueTask<ImmutableSortedSet<string>> Keys(ActorKind kind, bool isAwake, CancellationToken cancellation)
    {
        if (answers.TryGetValue((kind, isAwake), out var known) && TimeProvider.System.GetElapsedTime(known.At) < Fresh) return known.Keys;
        var at = TimeProvider.System.GetTimestamp();
        var found = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var heads = isAwake ? node.Journal.Awake($"{kind}:", cancellation) : node.Journal.Streams($"{kind}:", cancellation);
        await foreach (StreamHead head in heads) found.Add(ActorAddress.Parse(head.Stream).Key);
        var keys = found.ToImmutable();
        answers[(kind, isAwake)] = new(keys, at);
        return keys;
    }

    private sealed record Answer(ImmutableSortedSet<string> Keys, long At);
}

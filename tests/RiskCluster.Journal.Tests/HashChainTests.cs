using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Tests;

/// <summary>Every field of an event is part of the chain.</summary>
public sealed class HashChainTests
{
    private static readonly JournalRecord Item = new(1, 2, MessageId.Keyed("api", "a"), [1], 1000, [2, 3], [4], []);

    public static TheoryData<JournalRecord> Changed =>
    [
        Item with { Seq = 2 },
        Item with { Epoch = 3 },
        Item with { Message = MessageId.Keyed("api", "b") },
        Item with { CommandHash = [2] },
        Item with { AtMs = 1001 },
        Item with { Body = [2] },
        Item with { Effects = null },
        Item with { Effects = [] },
        Item with { Body = [2, 3, 4], Effects = [] },
    ];

    [Theory]
    [MemberData(nameof(Changed))]
    public void A_changed_field_changes_the_hash(JournalRecord changed) =>
        HashChain.Next(HashChain.Start("s"), changed).ShouldNotBe(HashChain.Next(HashChain.Start("s"), Item));

    [Fact]
    public void The_stream_is_part_of_the_chain() => HashChain.Start("a").ShouldNotBe(HashChain.Start("b"));
}

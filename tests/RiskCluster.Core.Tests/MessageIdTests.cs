using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Tests;

/// <summary>Identities of messages as text.</summary>
public sealed class MessageIdTests
{
    [Theory]
    [InlineData("Account:deribit/alice", 7, "")]
    [InlineData("api:key-1", 0, "6f#9!x")]
    public void What_was_written_reads_back(string source, long ordinal, string key)
    {
        var id = ordinal > 0 ? MessageId.Ordered(source, ordinal) : MessageId.Keyed(source, key);
        MessageId.Parse(id.ToString()).ShouldBe(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("source")]
    [InlineData("source#0")]
    [InlineData("source#-1")]
    [InlineData("source!")]
    public void Anything_else_is_refused(string text) => Should.Throw<FormatException>(() => MessageId.Parse(text));
}

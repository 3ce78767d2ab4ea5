using System.Text;
using RiskCluster.Host.Streams;

namespace RiskCluster.Host.Tests.Streams;

/// <summary>What is new of a channel: nothing while nothing is, so that nobody is told the same twice.</summary>
public sealed class ChannelContentTests
{
    [Fact]
    public void A_document_that_is_as_before_is_not_told_again()
    {
        var before = ChannelContent.Of(new { price = 1 });
        ChannelContent.Of(new { price = 1 }).DeltaFrom(before).HasValue.ShouldBeFalse();
        Text(ChannelContent.Of(new { price = 2 }).DeltaFrom(before)).ShouldBe("""{"price":2}""");
        ChannelContent.Nothing.DeltaFrom(ChannelContent.Nothing).HasValue.ShouldBeFalse();
        Text(ChannelContent.Nothing.DeltaFrom(before)).ShouldBe("");
    }

    [Fact]
    public void Of_rows_only_those_are_told_that_changed_or_went()
    {
        var before = Rows(("a", 1), ("b", 2), ("c", 3));
        Rows(("a", 1), ("b", 2), ("c", 3)).DeltaFrom(before).HasValue.ShouldBeFalse();
        Text(Rows(("a", 1), ("b", 5), ("d", 4)).DeltaFrom(before)).ShouldBe("""{"items":[{"key":"b","value":5},{"key":"d","value":4}],"removed":["c"]}""");
    }

    private static ChannelContent Rows(params (string Key, int Value)[] rows) => ChannelContent.Of(rows.Select(row => new { row.Key, row.Value }), row => row.Key);

    private static string Text(ReadOnlyMemory<byte>? delta) => Encoding.UTF8.GetString(delta!.Value.Span);
}

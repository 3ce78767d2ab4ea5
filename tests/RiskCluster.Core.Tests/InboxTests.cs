using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Tests;

/// <summary>Redelivery is recognised: ordered messages for ever, keyed ones within the window.</summary>
public sealed class InboxTests
{
    private static readonly byte[] Body = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    private static readonly byte[] OtherBody = [1, 2, 3, 4, 5, 6, 7, 9, 9];

    [Fact]
    public void An_ordered_source_is_remembered_for_ever_by_its_highest_ordinal()
    {
        var inbox = Inbox.Empty.Remember(MessageId.Ordered("s", 3), Body, 1, 2);
        for (var i = 0; i < 2 * Inbox.Capacity; i++) inbox = inbox.Remember(MessageId.Keyed("k", $"{i}"), Body, 3 + i, 3 + i);

        inbox.Recognise(MessageId.Ordered("s", 4), Body).Kind.ShouldBe(RecognitionKind.New);
        inbox.Recognise(MessageId.Ordered("s", 3), Body).ShouldBe(new(RecognitionKind.Repeated, 1, 2));
        inbox.Recognise(MessageId.Ordered("s", 3), OtherBody).Kind.ShouldBe(RecognitionKind.Conflict);
        inbox.Recognise(MessageId.Ordered("s", 2), OtherBody).Kind.ShouldBe(RecognitionKind.Superseded);
        inbox.Recognise(MessageId.Ordered("t", 3), Body).Kind.ShouldBe(RecognitionKind.New);
    }

    [Fact]
    public void A_keyed_message_is_remembered_within_the_window_and_the_oldest_goes_first()
    {
        var inbox = Inbox.Empty;
        for (var i = 0; i <= Inbox.Capacity; i++) inbox = inbox.Remember(MessageId.Keyed("k", $"{i}"), Body, i + 1, i + 1);
        inbox.Recognise(MessageId.Keyed("k", "0"), Body).Kind.ShouldBe(RecognitionKind.New);
        inbox.Recognise(MessageId.Keyed("k", "1"), Body).ShouldBe(new(RecognitionKind.Repeated, 2, 2));
        inbox.Recognise(MessageId.Keyed("k", "1"), OtherBody).Kind.ShouldBe(RecognitionKind.Conflict);
        inbox.Recognise(MessageId.Keyed("other", "1"), OtherBody).Kind.ShouldBe(RecognitionKind.New);
        inbox.Window.Length.ShouldBe(Inbox.Capacity);
    }

    [Fact]
    public void What_was_refused_is_not_remembered()
    {
        var id = MessageId.Ordered("s", 3);
        MessageId.Parse(id.Refused().ToString()).ShouldBe(id.Refused());
        Inbox.Empty.Remember(id.Refused(), Body, 1, 1).ShouldBeSameAs(Inbox.Empty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a!b")]
    public void A_source_that_would_blur_identities_is_refused(string source)
    {
        Should.Throw<ArgumentException>(() => MessageId.Keyed(source, "k"));
        Should.Throw<ArgumentException>(() => MessageId.Ordered(source, 1));
    }

    [Fact]
    public void Its_json_gives_back_an_inbox_that_answers_the_same_and_has_the_same_json()
    {
        var ids = Gen.Choose(1, 40).SelectMany(n => Gen.Elements(MessageId.Ordered($"s{n % 3}", n), MessageId.Keyed($"k{n % 2}", $"{n}"))).ListOf();
        Prop.ForAll(ids.ToArbitrary(), list =>
        {
            var inbox = Inbox.Empty;
            var seq = 0L;
            foreach (var id in list)
            {
                if (inbox.Recognise(id, Body).Kind == RecognitionKind.New) inbox = inbox.Remember(id, Body, ++seq, seq);
            }

            var json = CoreJson.Write(inbox);
            var read = CoreJson.Read<Inbox>(json);
            CoreJson.Write(read).ShouldBe(json);
            foreach (var id in list) read.Recognise(id, Body).ShouldBe(inbox.Recognise(id, Body));
        }).Check(Config.QuickThrowOnFailure);
    }
}

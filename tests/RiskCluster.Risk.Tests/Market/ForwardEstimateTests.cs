using RiskCluster.Risk.Market;
using static RiskCluster.Risk.Tests.Market.SyntheticChain;

namespace RiskCluster.Risk.Tests.Market;

public sealed class ForwardEstimateTests
{
    private static readonly RawSvi Svi = new(0.010, 0.06, -0.3, 0.01, 0.10);

    [Fact]
    [Trait("Rule", "MKT-4")]
    public void Parity_gives_back_the_forward_that_the_marks_were_made_with()
    {
        var estimate = ForwardEstimate.Of(Quoted(30, 70_500, Svi, futureMark: 70_430), 70_000);
        estimate.Source.ShouldBe(ForwardSource.PutCallParity);
        estimate.ForwardUsd.ShouldBe(70_500, 1e-6);
    }

    [Fact]
    [Trait("Rule", "MKT-4")]
    public void One_wrong_mark_does_not_move_it()
    {
        var expiry = Quoted(30, 70_500, Svi);
        var centre = expiry.Quotes.Length / 2;
        var wrong = expiry with { Quotes = expiry.Quotes.SetItem(centre, expiry.Quotes[centre] with { MarkCoin = 0.2 }) };
        ForwardEstimate.Of(wrong, 70_000).ForwardUsd.ShouldBe(70_500, 1e-6);
    }

    [Fact]
    [Trait("Rule", "MKT-4")]
    public void Without_pairs_the_future_is_taken_and_without_a_future_the_index()
    {
        var expiry = Quoted(30, 70_500, Svi, futureMark: 70_430);
        var calls = expiry with { Quotes = [.. expiry.Quotes.Where((_, i) => i % 2 == 0)] };
        ForwardEstimate.Of(calls, 70_000).ShouldBe(new(70_430, ForwardSource.FutureMark));
        ForwardEstimate.Of(calls with { FutureMarkUsd = null }, 70_000).ShouldBe(new(70_000, ForwardSource.Index));
    }
}

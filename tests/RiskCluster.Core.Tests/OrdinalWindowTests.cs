using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Tests;

/// <summary>The window of ordinals against a set that forgets nothing.</summary>
public sealed class OrdinalWindowTests
{
    [Fact]
    public void Inside_the_window_it_knows_what_a_set_knows() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var (window, naive, at) = (default(OrdinalWindow), new HashSet<long>(), 1L);
            for (var i = 0; i < 300; i++)
            {
                at += random.Next(10) == 0 ? random.Next(100) : random.Next(3);
                var ordinal = Math.Max(1, at - random.Next(80));
                if (window.IsForgotten(ordinal))
                {
                    ordinal.ShouldBeLessThanOrEqualTo(naive.Max() - OrdinalWindow.Length);
                    window.With(ordinal).ShouldBe(window);
                    continue;
                }

                window.Contains(ordinal).ShouldBe(naive.Contains(ordinal));
                window = window.With(ordinal);
                naive.Add(ordinal);
            }

            return window.Highest == naive.Max();
        }));

    [Fact]
    public void The_greatest_ordinal_is_one_like_any()
    {
        var window = default(OrdinalWindow).With(1).With(long.MaxValue);
        (window.Contains(long.MaxValue), window.Contains(1), window.IsForgotten(1)).ShouldBe((true, false, true));
    }
}

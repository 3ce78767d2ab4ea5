namespace RiskCluster.Risk.Market;

/// <summary>A market that might be: the same snapshot with its prices and vols moved (MODEL MRG-11).</summary>
/// <param name="Underlying">Whose.</param>
/// <param name="Spot">Relative move of index, perpetual and every forward: -0.05 is 5 % down; > -1.</param>
/// <param name="Vol">Relative move of every vol: 0.2 is a fifth more; > -1.</param>
public sealed record MarketShift(string Underlying, double Spot, double Vol)
{
    /// <summary>The moved snapshot. Time, funding and discount rates stay; so do volumes in coins, and depth by its distance from the mid.</summary>
    /// <remarks>
    /// As in the scenarios, a vol stays with its strike: total variance at K is w(ln(K/F)) before and after, hence m' = m - ln(1 + spot), and a vol move
    /// scales a and b by (1 + vol)^2. Only the clamp of the far wings moves with the forward.
    /// </remarks>
    /// <exception cref="ArgumentException">A snapshot of another underlying, or a move that is not finite or not above -1.</exception>
    public MarketSnapshot Apply(MarketSnapshot market)
    {
        ArgumentNullException.ThrowIfNull(market);
        if (market.Underlying != Underlying) throw new ArgumentException($"a shift of {Underlying} does not apply to {market.Underlying}", nameof(market));
        Require(Spot, nameof(Spot));
        Require(Vol, nameof(Vol));
        if (Spot == 0 && Vol == 0) return market;

        var ratio = 1 + Spot;
        return market with
        {
            IndexPrice = market.IndexPrice * ratio,
            PerpetualPrice = market.PerpetualPrice * ratio,
            Liquidity = market.Liquidity?.MovedBy(ratio),
            Expiries = [.. market.Expiries.Select(item => item with { Forward = item.Forward * ratio, Smile = item.Smile is null ? null : Moved(item.Smile, ratio) })],
        };
    }

    private VolSlice Moved(VolSlice smile, double ratio)
    {
        var svi = smile.Svi;
        var variance = (1 + Vol) * (1 + Vol);
        return smile with { Svi = svi with { A = svi.A * variance, B = svi.B * variance, M = svi.M - Math.Log(ratio) } };
    }

    private static void Require(double move, string name)
    {
        if (!(move > -1 && double.IsFinite(move))) throw new ArgumentException($"a relative move must be finite and above -1, not {move}", name);
    }
}

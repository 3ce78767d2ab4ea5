namespace RiskCluster.Cli.Bench.Naive;

/// <summary>Black-76 to sixty digits from ln(F/K), v and F taken as exact: what the kernels are measured against.</summary>
internal sealed record Black76Reference(BigFixed Call, BigFixed Put, BigFixed CallDelta, BigFixed PutDelta, BigFixed Density, double D1)
{
    public static Black76Reference Of(double forward, double strike, double totalVol)
    {
        var f = BigFixed.Of(forward);
        var k = BigFixed.Of(strike);
        var v = BigFixed.Of(totalVol);
        var d1 = BigFixed.Log(f / k) / v + v / 2;
        var d2 = d1 - v;
        var callDelta = BigFixed.Cdf(d1);
        var putDelta = callDelta - BigFixed.One;
        var strikeShare = BigFixed.Cdf(d2);
        return new(
            f * callDelta - k * strikeShare,
            k * (BigFixed.One - strikeShare) + f * putDelta,
            callDelta,
            putDelta,
            BigFixed.Density(d1),
            d1.ToDouble());
    }
}

namespace RiskCluster.Risk.Tests.Language;

internal static class RelativeAssertion
{
    /// <summary>Equal to 1e-9 of the expected figure.</summary>
    public static void ShouldBeRelatively(this double actual, double expected, double tolerance = 1e-9) =>
        actual.ShouldBe(expected, Math.Abs(expected) * tolerance);
}

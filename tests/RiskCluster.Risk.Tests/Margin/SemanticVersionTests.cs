using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Margin;

/// <summary>Versions by precedence, with the example of Semantic Versioning 2.0.0, section 11.</summary>
public sealed class SemanticVersionTests
{
    [Fact]
    public void Versions_have_an_order()
    {
        string[] rising =
        [
            "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0", "2.0.0", "10.0.0",
        ];
        for (var i = 0; i < rising.Length; i++)
            for (var j = 0; j < rising.Length; j++)
                Math.Sign(SemanticVersion.Order.Compare(rising[i], rising[j])).ShouldBe(Math.Sign(i.CompareTo(j)), $"{rising[i]} and {rising[j]}");
    }
}

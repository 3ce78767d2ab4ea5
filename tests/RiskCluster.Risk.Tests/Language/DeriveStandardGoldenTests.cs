using RiskCluster.Risk.Language;
using static RiskCluster.Risk.Tests.Language.TestCase;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>Published cases of Derive's standard manager (derivexyz/v2-core, its own tests): ETH at 1500, forward 1500.833279310994, 500,400 seconds; relative 1e-9.</summary>
public sealed class DeriveStandardGoldenTests
{
    private const double Call1000 = 1.262012129932, Call1100 = 1.198874027186882, Call1200 = 1.138939398828, Call1300 = 1.0831894155098765;
    private const double Call1500 = 1.047884494085, Call1900 = 1.179993832279, Call2500 = 1.326538658031;
    private static readonly ModelDocument Standard = ModelDocument.Load("derive-standard");

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void A_short_call_at_the_money()
    {
        var margin = Market((1500, Call1500)).Option(1500, 'C', -1).Margin(Standard);
        margin.InitialExcess.ShouldBeRelatively(-304.37158518905994);
        margin.MaintenanceExcess.ShouldBeRelatively(-191.87158518905994);
        margin.MarkValue.ShouldBeRelatively(-79.37158518905994);
    }

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void A_short_call_far_out_of_the_money()
    {
        var margin = Market((1900, Call1900)).Option(1900, 'C', -1).Margin(Standard);
        margin.InitialExcess.ShouldBeRelatively(-156.00826183542665);
        margin.MaintenanceExcess.ShouldBeRelatively(-118.50826183542667);
    }

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void A_call_spread_can_lose_its_width()
    {
        var margin = Market((1100, Call1100), (1300, Call1300)).Option(1100, 'C', -1).Option(1300, 'C', 1).Margin(Standard);
        margin.InitialExcess.ShouldBe(-200, 1e-9);
        margin.MaintenanceExcess.ShouldBe(-200, 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-9")]
    public void A_spread_and_an_unpaired_short_call()
    {
        var margin = Market((1200, Call1200), (1000, Call1000), (2500, Call2500))
            .Option(1200, 'C', 1)
            .Option(1000, 'C', -1)
            .Option(2500, 'C', -0.1)
            .Margin(Standard);
        margin.InitialExcess.ShouldBeRelatively(-380.09999351731926);
        margin.MaintenanceExcess.ShouldBeRelatively(-365.09166072420936);
    }

    private static TestCase Market(params (double Strike, double Vol)[] vols) =>
        new TestCase("ETH", 1500).Expiry(new(default, 500_400, 1500.833279310994, Smile: Vols(vols)));
}

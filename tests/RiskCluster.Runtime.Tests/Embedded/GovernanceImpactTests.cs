using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Embedded;

/// <summary>A proposal asks for a run of the live book, and the run is recorded beside it, however often it has to be asked for.</summary>
public sealed class GovernanceImpactTests
{
    private const string Model = "riskcluster-1";

    [Fact]
    public async Task A_proposal_is_run_on_the_live_book_until_there_is_a_result()
    {
        await using var journal = new MemoryJournal();
        var impacts = new Impacts { FailuresLeft = 2 };
        await using var engine = new EmbeddedEngine(journal, null, new(), new(), impacts);
        var parameters = engine.RiskParameters(Model);
        var charter = new Charter(["ada", "ben", "cat"], 1, 2, 0, 3_600_000, 3_600_000, 3_600_000, 0.02m, 0.25m, 3_600_000, 3_600_000);
        var text = RiskModel.Parse(ShippedModels.Read(Model)).CanonicalText;
        (await parameters.Tell(new(MessageId.Keyed("test", "establish"), new RiskParametersCommand.Establish(text, charter, "genesis")), default)).Problem.ShouldBeNull();
        var next = text.Replace("\"version\":\"1.1.0\"", "\"version\":\"2.0.0\"", StringComparison.Ordinal).Replace("\"vol_up\":0.5", "\"vol_up\":0.55", StringComparison.Ordinal);
        (await parameters.Tell(new(MessageId.Keyed("test", "propose"), new RiskParametersCommand.ProposeModel(next, "ada")), default)).Problem.ShouldBeNull();

        for (var i = 0; !engine.IsDelivered; i++)
        {
            i.ShouldBeLessThan(5_000, "it takes too long");
            await Task.Delay(1);
        }

        var records = await journal.Read($"RiskParameters:{Model}", 0, default).ToListAsync();
        var impact = records.Where(item => item.Message.Source == $"RiskParameters:{Model}").ShouldHaveSingleItem();
        System.Text.Encoding.UTF8.GetString(impact.Body).ShouldContain("\"newly_below_maintenance\":7");
        impacts.Runs.ShouldBe(3);
    }

    private sealed class Impacts : IImpactSource
    {
        public int FailuresLeft { get; set; }

        public int Runs { get; private set; }

        public ValueTask<ImpactReport?> Impact(string document, CancellationToken cancellation)
        {
            Runs++;
            document.ShouldContain("\"version\":\"2.0.0\"");
            if (FailuresLeft-- > 0) throw new TimeoutException("planted");
            return new(new ImpactReport(1, 1000, 7, 5_000_000, 5_500_000, [new(MarginState.Healthy, 1000, 993)], []));
        }
    }
}

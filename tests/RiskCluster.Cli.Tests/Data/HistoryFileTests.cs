using System.IO.Compression;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Tests.Data;

public sealed class HistoryFileTests
{
    [Theory]
    [InlineData("[]", "schema: is missing or not a text")]
    [InlineData("{\"schema\":\"riskcluster.history/2\"}", "schema: is 'riskcluster.history/2', not riskcluster.history/1")]
    [InlineData("{\"schema\":\"riskcluster.history/1\",\"first_day\":\"1 Jan\"}", "first_day: must be a calendar day such as 2020-01-01")]
    [InlineData("{\"schema\":\"riskcluster.history/1\",\"first_day\":\"2020-01-01\"}", "closes: is missing or not an object")]
    [InlineData("{\"schema\":\"riskcluster.history/1\",\"first_day\":\"2020-01-01\",\"closes\":{\"AAA\":[1,null]},\"vol_index\":{}}", "closes.AAA[1]: must be a number")]
    [InlineData("{\"schema\":\"riskcluster.history/1\",\"first_day\":\"2020-01-01\",\"closes\":{\"AAA\":[1,-1]},\"vol_index\":{}}", "closes.AAA[1]: must be above 0")]
    [InlineData("{\"schema\":\"riskcluster.history/1\",\"first_day\":\"2020-01-01\",\"closes\":{\"AAA\":7},\"vol_index\":{}}", "closes.AAA: must be an array")]
    public void A_bad_file_names_the_place_and_the_rule(string json, string rule)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("h.json.gz");
        using (var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest))) writer.Write(json);
        Should.Throw<InputException>(() => HistoryFile.Read(path)).Message.ShouldBe($"{path}: {rule}");
    }

    [Fact]
    public void What_is_no_gzip_or_no_JSON_is_said_to_be_so()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<InputException>(() => HistoryFile.Read(folder.Write("h", "text"))).Message.ShouldContain("is not JSON");
        Should.Throw<InputException>(() => HistoryFile.Read(folder.File("none"))).Message.ShouldContain("no such file");
    }
}

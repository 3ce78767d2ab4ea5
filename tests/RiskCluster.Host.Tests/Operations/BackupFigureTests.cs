using System.Text.Json;
using RiskCluster.Journal;
using RiskCluster.Journal.Backups;
using RiskCluster.Journal.Verification;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Host.Tests.Operations;

/// <summary>A server over a restored journal says what the old one said, to the last digit.</summary>
public sealed class BackupFigureTests : IDisposable
{
    private readonly JournalPlaces places = new();

    public void Dispose() => places.Dispose();

    [Theory, OnSqlite, OnPostgres]
    public async Task Figures_of_a_restored_journal_are_equal_to_the_last_digit(JournalKind kind)
    {
        await using var old = places.New(kind);
        await using var fresh = places.New(kind);
        using var backup = new MemoryStream();
        List<string> before;
        await using (var rig = await HostRig.StartStill(new() { Journal = old.Address }))
        {
            await DeskBook.Open(rig);
            await Market.Tick(rig, 61_234.5m);
            before = await Figures(rig);
            // While the server runs.
            await JournalBackup.Write(new(old.Address), backup, 1, default);
        }

        backup.Position = 0;
        var report = await JournalBackup.Restore(backup, new(fresh.Address), null, default);
        report.Events.ShouldBeGreaterThan(20);
        await using (var journal = await JournalFactory.Open(fresh.Address, default)) (await new ReplayVerifier(journal).Verify("", default)).Findings.ShouldBeEmpty();
        await using var again = await HostRig.StartStill(new() { Journal = fresh.Address });
        await again.Cycle();
        (await Figures(again)).ShouldBe(before);

        // And it goes on: a tick, and both move.
        await Market.Tick(again, 58_000);
        (await Figures(again)).ShouldNotBe(before);
    }

    private static async Task<List<string>> Figures(HostRig rig)
    {
        var figures = new List<string>();
        foreach (var path in new[] { $"/v1/portfolios/{DeskBook.Owner}/margin/explain", "/v1/venues/deribit/accounts/pia/margin", "/v1/venues/deribit/accounts/olga-1/margin/explain" })
        {
            var document = await rig.Ok<JsonElement>(Callers.Desk, HttpMethod.Get, path);
            Collect(document, "$", figures);
        }

        figures.Count.ShouldBeGreaterThan(100);
        return figures;
    }

    private static void Collect(JsonElement value, string path, List<string> figures)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                // Cycles of the process are numbered from its start.
                foreach (var member in value.EnumerateObject().Where(member => member.Name != "market_seq")) Collect(member.Value, $"{path}.{member.Name}", figures);
                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in value.EnumerateArray().Index()) Collect(item, $"{path}[{i}]", figures);
                break;
            default:
                figures.Add($"{path} = {value.GetRawText()}");
                break;
        }
    }
}

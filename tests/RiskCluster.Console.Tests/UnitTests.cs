using System.Text.Json;

namespace RiskCluster.Console.Tests;

/// <summary>The console's own unit tests.</summary>
public sealed class UnitTests
{
    private const int AtLeast = 120;

    [NodeFact]
    public async Task The_consoles_unit_tests_pass()
    {
        var report = Path.Combine(Path.GetTempPath(), $"riskcluster-console-{Guid.NewGuid():N}.json");
        var (code, output) = await NodeTools.Run("vitest", "vitest.mjs", ["run", "--project", "unit", "--reporter=default", "--reporter=json", $"--outputFile.json={report}"], new Dictionary<string, string>());
        code.ShouldBe(0, output);
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        File.Delete(report);
        results.RootElement.GetProperty("numPassedTests").GetInt32().ShouldBeGreaterThanOrEqualTo(AtLeast, output);
    }

    [NodeFact]
    public async Task The_console_type_checks()
    {
        var (code, output) = await NodeTools.Run("typescript", Path.Combine("bin", "tsc"), ["--noEmit"], new Dictionary<string, string>());
        code.ShouldBe(0, output);
    }
}

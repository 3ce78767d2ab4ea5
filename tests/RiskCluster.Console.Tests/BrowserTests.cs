using System.Buffers.Text;
using RiskCluster.Console.Tests.Desk;
using RiskCluster.Host.WebConsole;

namespace RiskCluster.Console.Tests;

/// <summary>The console in a real browser on a made-up book: one case for each file of <c>tests/browser</c>.</summary>
public sealed class BrowserTests
{
    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(NodeTools.Folder, "tests", "browser"), "*.test.ts").Order(StringComparer.Ordinal)) files.Add(Path.GetFileName(file));
        return files;
    }

    [BrowserTheory]
    [MemberData(nameof(Files))]
    public async Task It_works_in_a_browser(string file)
    {
        await using var server = await DeskServer.Start(ConsoleArchive.BesideProgram());
        var (code, output) = await NodeTools.Run("vitest", "vitest.mjs", ["run", "--project", "browser", $"tests/browser/{file}"], new Dictionary<string, string>
        {
            ["CONSOLE_URL"] = server.Address.ToString().TrimEnd('/'),
            ["CONSOLE_CHROMIUM"] = NodeTools.Chromium!,
            ["CONSOLE_TOKEN"] = DeskKeys.Token("hypatia", "risk:read params:propose params:approve"),
            ["CONSOLE_KEY"] = DeskKeys.KeyId,
            ["CONSOLE_SECRET"] = Base64Url.EncodeToString(DeskKeys.Secret),
        });
        code.ShouldBe(0, output);
    }
}

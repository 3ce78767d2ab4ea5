using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Tests;

namespace RiskCluster.Console.Tests;

/// <summary>The console on the real server, with markets that move, options, pledged coins and an unwind: what it asks for is what the server answers.</summary>
public sealed partial class LiveTests
{
    [BrowserTheory]
    [InlineData("pages.test.ts")]
    public async Task It_works_on_the_real_server(string file)
    {
        await using var rig = await HostRig.Start();
        var book = await LiveBook.Open(rig);
        using var stop = new CancellationTokenSource();
        var market = Move(book, stop.Token);
        var options = rig.Services.GetRequiredService<ServeOptions>();
        var claims = new TokenClaims("ada", [Scope.RiskRead, Scope.AccountRead, Scope.ParamsPropose, Scope.ParamsApprove]);
        var token = TokenIssuer.Issue(rig.Services.GetRequiredService<ECDsaSecurityKey>(), options.Audience, claims, DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        var first = FirstKey().Match(rig.Console.ToString());
        first.Success.ShouldBeTrue(rig.Console.ToString());
        var (code, output) = await NodeTools.Run("vitest", "vitest.mjs", ["run", "--project", "browser", $"tests/browser/live/{file}"], new Dictionary<string, string>
        {
            ["CONSOLE_URL"] = rig.Client.BaseAddress!.ToString().TrimEnd('/'),
            ["CONSOLE_CHROMIUM"] = NodeTools.Chromium!,
            ["CONSOLE_TOKEN"] = token,
            ["CONSOLE_KEY"] = first.Groups["id"].Value,
            ["CONSOLE_SECRET"] = first.Groups["secret"].Value,
            ["CONSOLE_EXPIRIES"] = string.Join(',', book.Expiries),
        });
        await stop.CancelAsync();
        await market;
        code.ShouldBe(0, string.Create(CultureInfo.InvariantCulture, $"{output}\n{string.Join('\n', rig.Logs.Lines)}"));
    }

    private static async Task Move(LiveBook book, CancellationToken cancellation)
    {
        try
        {
            for (var tick = 0; ; tick++)
            {
                await book.Tick(tick);
                await Task.Delay(500, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    [GeneratedRegex(@"key_id=(?<id>\S+) secret=(?<secret>\S+)")]
    private static partial Regex FirstKey();
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RiskCluster.Client;
using RiskCluster.Client.Access;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>The demo behind the real server, as a process of its own.</summary>
public sealed class DemoServerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_served_demo_is_populated_and_moves()
    {
        using var patience = new CancellationTokenSource(Patience);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(CommandLine).Assembly.Location, "demo", "--serve", "--urls", address.ToString().TrimEnd('/'), "--data", folder.File("data")])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var tokens = await Tokens(process, patience.Token);
            using var desk = Client(address, tokens["the risk desk and operator"]);
            while ((await desk.Admin.Coverage(patience.Token)).OwnersMargined < 700) await Task.Delay(200, patience.Token);
            (await desk.Portfolios.List(limit: 200, cancellation: patience.Token)).Items.Count.ShouldBe(200);
            (await desk.Venues.List(cancellation: patience.Token)).Items.Select(venue => venue.Venue).ShouldBe(["atlas", "borealis", "cascade"]);

            using var owner = Client(address, tokens["polaris, an owner on three venues"]);
            var margin = await owner.Portfolios.Margin("polaris", patience.Token);
            margin.ByVenue.Count.ShouldBe(3);
            margin.NettingBenefit!.Value.ShouldBeGreaterThan(0);
            var first = margin.Margin.AsOf.MarketSeq;
            while ((await owner.Portfolios.Margin("polaris", patience.Token)).Margin.AsOf.MarketSeq == first) await Task.Delay(200, patience.Token);
            (await desk.Markets.Get("BTC", patience.Token)).Status.ShouldBe(RiskCluster.Contracts.Margins.MarginStatus.Ok);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    public void A_folder_that_is_not_the_demos_is_not_emptied()
    {
        var data = Directory.CreateDirectory(folder.File("precious")).FullName;
        File.WriteAllText(Path.Combine(data, "thesis.txt"), "all my work");
        CommandRun.Of("demo", "--serve", "--urls", "http://127.0.0.1:0", "--data", data).ShouldBeRefusedWith("not emptied");
        File.Exists(Path.Combine(data, "thesis.txt")).ShouldBeTrue();
    }

    private static async Task<Dictionary<string, string>> Tokens(Process process, CancellationToken cancellation)
    {
        var tokens = new Dictionary<string, string>();
        while (tokens.Count < 4)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("the demo has ended");
            if (line.Split(": ") is [var who, var token]) tokens[who] = token;
        }

        return tokens;
    }

    private static RiskClusterClient Client(Uri address, string token) => new([address], Credentials.Token(token), new() { AttemptTimeout = TimeSpan.FromMinutes(1), CallTimeout = TimeSpan.FromMinutes(2) });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RiskCluster.Client;
using RiskCluster.Client.Access;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>A server that is killed in the middle of a load and started again on its journal: nothing that it acknowledged is lost, and callers go on by themselves.</summary>
public sealed class KilledServerTests : IDisposable
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private const int Callers = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder folder = new();
    private readonly Uri address = new($"http://127.0.0.1:{FreePort()}");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_kill_and_callers_go_on()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var first = Serve();
        using var client = await Opened(patience.Token);
        var accounts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => client.Accounts.Sequence("atlas", $"a-{number}", patience.Token)));
        var acknowledged = new decimal[Callers];
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var isAfterKill = false;
        var heardAfterKill = new int[Callers];
        var callers = accounts.Select((account, number) => Task.Run(
            async () =>
            {
                for (var size = 1m; !end.IsCancellationRequested; size++)
                {
                    try
                    {
                        await account.Update([new PositionEntry(Perpetual, size, 65_000)], CancellationToken.None);
                        acknowledged[number] = size;
                        if (Volatile.Read(ref isAfterKill)) heardAfterKill[number]++;
                    }
                    catch (Exception failure) when (failure is ServerUnreachableException || failure is RiskClusterException { Problem.Retryable: true })
                    {
                        // Not acknowledged: it may or may not be there.
                    }
                }
            },
            CancellationToken.None)).ToArray();
        while (acknowledged.Min() < 5) await Task.Delay(20, patience.Token);

        first.Kill();
        await first.WaitForExitAsync(patience.Token);
        var before = acknowledged.ToArray();
        using var second = Serve();
        try
        {
            while (!await client.IsReady(patience.Token)) await Task.Delay(50, patience.Token);
            // Read before any caller can have been answered about a later one: a position only grows here.
            Volatile.Write(ref isAfterKill, true);
            for (var number = 0; number < Callers; number++) (await Size(client, number, patience.Token)).ShouldBeGreaterThanOrEqualTo(before[number]);
            while (heardAfterKill.Min() < 5) await Task.Delay(20, patience.Token);
            await end.CancelAsync();
            await Task.WhenAll(callers);
            for (var number = 0; number < Callers; number++) (await Size(client, number, patience.Token)).ShouldBe(acknowledged[number]);
        }
        finally
        {
            await end.CancelAsync();
            second.Kill();
            await second.WaitForExitAsync(CancellationToken.None);
        }

        CommandRun.Of("journal", "verify", "--journal", $"sqlite:{Path.Combine(folder.File("data"), "riskcluster.sqlite")}").ExitCode.ShouldBe(0);
    }

    private static async Task<decimal> Size(RiskClusterClient client, int number, CancellationToken cancellation) =>
        (await client.Accounts.Get("atlas", $"a-{number}", cancellation)).Positions.Single().Size;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Serve() => Process.Start(new ProcessStartInfo(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [typeof(CommandLine).Assembly.Location, "serve", "--urls", address.ToString().TrimEnd('/'), "--data", folder.File("data"), "--", "--Logging:LogLevel:Default=None"]))!;

    // The token of an operator makes the venue, whose own key then calls.
    private async Task<RiskClusterClient> Opened(CancellationToken cancellation)
    {
        var options = new ClientOptions { Retries = 20, LongestDelay = TimeSpan.FromMilliseconds(500), AttemptTimeout = TimeSpan.FromSeconds(30), CallTimeout = TimeSpan.FromMinutes(2) };
        using var anybody = new RiskClusterClient([address], Credentials.None, options);
        while (!await anybody.IsReady(cancellation)) await Task.Delay(50, cancellation);
        var token = CommandRun.Of("token", "--data", folder.File("data"), "--sub", "root", "--scope", "admin").Output.Trim();
        using var admin = new RiskClusterClient([address], Credentials.Token(token), options);
        var key = (await admin.Venues.Register(new("atlas", "Atlas", VenueMarketKind.CentralBook, "ethereum", "USDC"), cancellation: cancellation)).Key!;
        var client = new RiskClusterClient([address], Credentials.Key(key.KeyId, key.Secret), options);
        await client.Venues.ListInstruments("atlas", new([Perpetual]), cancellation: cancellation);
        return client;
    }
}

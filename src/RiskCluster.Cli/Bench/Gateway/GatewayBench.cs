using System.Globalization;
using RiskCluster.Cli.Bench.Nodes;
using RiskCluster.Cli.Remote.Load;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>The API over real sockets: order checks against an echo of the same JSON, updates to durable acknowledgement, a thousand subscribers, and what a flood of reads does to others.</summary>
internal static class GatewayBench
{
    private const int Accounts = 200;
    private const int Callers = 16;
    private const int Writers = 256;
    private const int SingleWriters = 64;

    // Until all that a call goes through is compiled for good: its counters are looked at while nothing new comes.
    private const int WarmUps = 10;
    private const double Bar = 0.8;

    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(200);

    /// <summary>All of them, each on a server of its own. They are measured when they are asked for, until all of their bars are met.</summary>
    public static IEnumerable<BenchGroup> Groups() =>
    [
        new("gateway", options => OnServer(options, CheckOrder), IsOnlyByName: true),
        new("gateway", options => OnServer(options, Updates), IsOnlyByName: true),
        new("gateway", options => OnServer(options, (_, server, options) => StreamBench.Run(server, options)), IsOnlyByName: true),
        new("gateway", options => OnServer(options, (_, server, options) => FloodBench.Run(server, options)), IsOnlyByName: true),
    ];

    private static BenchRow[] OnServer(BenchOptions options, Func<string, GatewayServer, BenchOptions, Task<BenchRow[]>> measure) => BenchFolder.With<BenchRow[]>(async folder =>
    {
        await using var server = await GatewayServer.Start(folder, Accounts);
        return await measure(folder, server, options);
    });

    private static async Task<BenchRow[]> CheckOrder(string folder, GatewayServer server, BenchOptions options)
    {
        var calls = options.IsShort ? 2_000 : 8_000;
        await using var echo = await EchoServer.Start();
        using var echoing = await WireLoad.Open(echo.Address, Callers);
        using var checking = await WireLoad.Open(server.Address, Callers);
        var body = GatewayServer.Body(Order("order", reserve: false));
        var plain = WireCaller.Request("POST", EchoServer.Path, BelievedAuthenticator.Header, body);
        var samples = new List<(WireCost Echo, WireCost Gated, WireCost Signed, WireCost Believed)>();
        for (var round = -WarmUps; round < options.Rounds; round++)
        {
            // A signature is good for a few seconds: requests are made just before they are sent, and neither that nor its garbage is counted.
            (WireLoad Load, WireRequests Requests)[] kinds =
            [
                (echoing, new(calls, _ => plain)),
                (checking, new(calls, _ => server.Signed("POST", GatewayServer.EchoPath, body))),
                (checking, new(calls, i => server.Signed("POST", Path(i), body))),
                (checking, new(calls, i => WireCaller.Request("POST", Path(i), BelievedAuthenticator.Header, body))),
            ];
            GC.Collect();
            var costs = new WireCost[kinds.Length];
            // Which comes first changes with the round.
            for (var turn = 0; turn < kinds.Length; turn++)
            {
                var kind = (turn + round + WarmUps) % kinds.Length;
                costs[kind] = await kinds[kind].Load.Run(kinds[kind].Requests);
            }

            if (round >= 0) samples.Add((costs[0], costs[1], costs[2], costs[3]));
            else await Task.Delay(WarmUpPause);
        }

        var detail = string.Create(CultureInfo.InvariantCulture, $"{Median(sample => sample.Echo.CallsPerSecond):0} calls/s echoed, {Median(sample => sample.Gated.CallsPerSecond):0} signed and echoed, {Median(sample => sample.Signed.CallsPerSecond):0} signed and checked, {Median(sample => sample.Believed.CallsPerSecond):0} believed and checked, {Callers} connections, client in the same process; CPU a call {Median(sample => sample.Echo.CpuMicroseconds):0.0}, {Median(sample => sample.Gated.CpuMicroseconds):0.0}, {Median(sample => sample.Signed.CpuMicroseconds):0.0} and {Median(sample => sample.Believed.CpuMicroseconds):0.0} us; reserve=false, accounts of {BenchWorkload.LotsEach} lots");
        return
        [
            .. await Throughput(server, echo, options),
            new("check-order / JSON echo, both HMAC-signed over bare sockets, calls per CPU time", Median(sample => sample.Gated.CpuMicroseconds / sample.Signed.CpuMicroseconds), BenchLimit.AtLeast, Bar, detail),
            BenchRow.Cost("check-order that nobody signs / echo of the bare framework, over bare sockets", Median(sample => sample.Echo.CpuMicroseconds / sample.Believed.CpuMicroseconds), "the same run, by callers who are believed"),
            new("check-order, HMAC-signed / echo of the bare framework, over bare sockets", Median(sample => sample.Echo.CpuMicroseconds / sample.Signed.CpuMicroseconds), BenchLimit.AtLeast, Bar, "the same run"),
        ];

        double Median(Func<(WireCost Echo, WireCost Gated, WireCost Signed, WireCost Believed), double> of) => Interleaved.Median([.. samples.Select(of)]);

        static string Path(int number) => $"{GatewayServer.Account(number % Accounts)}:check-order";
    }

    // As callers get it: each makes, signs and parses the same JSON for any of them.
    private static async Task<BenchRow[]> Throughput(GatewayServer server, EchoServer echo, BenchOptions options)
    {
        var span = TimeSpan.FromSeconds(options.IsShort ? 0.5 : 1);
        using var echoing = new HttpClient { BaseAddress = echo.Address };
        using var checking = new HttpClient { BaseAddress = server.Address };
        var (echoer, checker) = (new JsonCaller(echoing, server), new JsonCaller(checking, server));
        var samples = new List<(WireCost Echo, WireCost Gated, WireCost Check)>();
        for (var round = -WarmUps / 2; round < options.Rounds; round++)
        {
            var echoed = await Load("echo", (_, end) => echoer.Post(EchoServer.Path, Order("order", reserve: false), end));
            var gated = await Load("gated", (_, end) => checker.Post(GatewayServer.EchoPath, Order("order", reserve: false), end));
            var check = await Load("check-order", (number, end) => checker.Post($"{GatewayServer.Account(number)}:check-order", Order("order", reserve: false), end));
            if (round >= 0) samples.Add((echoed, gated, check));
        }

        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(sample => sample.Check.CallsPerSecond):0} checks/s of {Callers} callers in the same process, which make, sign, send and parse all of them with HttpClient, against {Median(sample => sample.Echo.CallsPerSecond):0} bare echoes and {Median(sample => sample.Gated.CallsPerSecond):0} behind the same authentication; CPU a call {Median(sample => sample.Check.CpuMicroseconds):0.0}, {Median(sample => sample.Echo.CpuMicroseconds):0.0} and {Median(sample => sample.Gated.CpuMicroseconds):0.0} us; reserve=false, accounts of {BenchWorkload.LotsEach} lots");
        return
        [
            new("check-order / JSON echo, both HMAC-signed with HttpClient, calls per CPU time", Median(sample => sample.Gated.CpuMicroseconds / sample.Check.CpuMicroseconds), BenchLimit.AtLeast, Bar, detail),
            new("check-order, HMAC-signed / echo of the bare framework, with HttpClient", Median(sample => sample.Echo.CpuMicroseconds / sample.Check.CpuMicroseconds), BenchLimit.AtLeast, Bar, "the same run"),
        ];

        double Median(Func<(WireCost Echo, WireCost Gated, WireCost Check), double> of) => Interleaved.Median([.. samples.Select(of)]);

        async Task<WireCost> Load(string kind, Func<int, CancellationToken, Task> call)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            var report = await LoadRun.Of(kind, (number, _) => Task.FromResult<Func<CancellationToken, Task>>(end => call(number, end)), Callers, span, CancellationToken.None);
            return new(report.CallsPerSecond, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / report.Calls);
        }
    }

    private static async Task<BenchRow[]> Updates(string folder, GatewayServer server, BenchOptions options)
    {
        using var connections = await WireLoad.Open(server.Address, Writers);
        foreach (var writer in Enumerable.Range(0, Writers))
            await connections[writer].Call(server.Signed("PUT", $"{GatewayServer.Account(Accounts + writer)}/positions", GatewayServer.Body(new PositionSnapshot(1, 1, []))));
        var load = await AppendLoad.Run(Writers, options.CommitSeconds, (writer, item) =>
        {
            var update = new PositionUpdate(1, item + 2, item + 1, [new(BenchNode.Instruments[writer].Name, item % 50 + 1)]);
            return connections[writer].Call(server.Signed("POST", $"{GatewayServer.Account(Accounts + writer)}/positions", GatewayServer.Body(update)));
        });
        using var single = new SingleRowSqlite(System.IO.Path.Combine(folder, "single.db"));
        var alone = await AppendLoad.Single(single, SingleWriters, options.CommitSeconds);
        return
        [
            new(
                string.Create(CultureInfo.InvariantCulture, $"position updates/s over HTTP to durable with their margin, {Writers} callers / single-row commits"),
                load.RowsPerSecond / alone.RowsPerSecond,
                BenchLimit.AtLeast,
                0.5,
                $"SQLite, signed, nonce and update each durable before the answer: {load}; one a transaction: {SingleWriters} writers {alone}"),
        ];
    }

    /// <summary>An order that passes.</summary>
    public static OrderCheck Order(string id, bool reserve) => new(id, BenchNode.Instruments[0].Name, 0.001m, 1, reserve, DeadlineMs: 5_000);
}

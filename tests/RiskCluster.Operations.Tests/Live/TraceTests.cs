using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using RiskCluster.Host;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Operations.Tests.Live;

/// <summary>Requests and commits are traced, and no trace names whom they are about.</summary>
[Collection(OneHost.Name)]
public sealed class TraceTests : IDisposable
{
    private const string Account = "zebra-account-9";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-traces-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Requests_and_commits_are_traced_and_nobody_is_named()
    {
        var ended = new Ended();
        using var tracer = Metrics.Traces(1).AddProcessor(ended).Build();
        await using var app = HostApp.Build(new ServeOptions { Urls = "http://127.0.0.1:0", Data = folder }, ["--Logging:LogLevel:Default=None"], services => services.AddSingleton(new ConsoleText(TextWriter.Null)));
        await app.StartAsync();
        await app.Services.GetRequiredService<LiveNode>().Opened;
        using var http = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        (await http.GetAsync($"/v1/venues/atlas/accounts/{Account}?of={Account}")).IsSuccessStatusCode.ShouldBeFalse();
        using var patience = new CancellationTokenSource(Patience);
        while (!ended.Spans.Any(span => span.Source.Name == "RiskCluster.Journal") || !ended.Spans.Any(span => span.Source.Name == "Microsoft.AspNetCore")) await Task.Delay(50, patience.Token);
        foreach (var span in ended.Spans)
        {
            span.DisplayName.ShouldNotContain(Account);
            foreach (var tag in span.TagObjects) $"{tag.Value}".ShouldNotContain(Account, customMessage: tag.Key);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:4317", 0.5, true)]
    [InlineData("not an address", 0.5, false)]
    [InlineData("ftp://127.0.0.1", 0.5, false)]
    [InlineData("http://127.0.0.1:4317", 1.5, false)]
    public void A_collector_is_an_address_and_a_share_is_one(string collector, double share, bool isGood) =>
        (new ServeOptions { TracesTo = collector, TraceShare = share }.FirstFault() is null).ShouldBe(isGood);

    private sealed class Ended : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Spans { get; } = new();

        public override void OnEnd(Activity data) => Spans.Enqueue(data);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.ContagionRuns;
using RiskCluster.Contracts.Operations;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Host.Tests.Peers;

/// <summary>A book of two venues whose owners stand on several servers, in a market of a time of its own: whatever engine has it, its figures must be the same.</summary>
/// <param name="asOfMs">The market's time.</param>
internal sealed class SpreadBook(long asOfMs)
{
    /// <summary>Owners of the book: one of two accounts, the others of one each.</summary>
    public const int Owners = 11;

    private const int Accounts = 12;
    private const string Linked = "olga";
    private static readonly ImmutableArray<string> Sources = ["s1", "s2", "s3", "s4"];
    private static readonly long ExpiryMs = new DateTimeOffset(2030, 3, 29, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly MarketRules Rules = MarketRules.Default with { MaxSpike = 1000, MaxMove = 1000, BreakerMove = 1000, HoldMove = 1000, MaxAgeMs = 86_400_000 };
    private const string Call = "BTC_USDC-29MAR30-70000-C";
    private int messages;

    /// <summary>Tells the actors, through one of the servers.</summary>
    public async Task Fill(HostRig rig)
    {
        var actors = rig.Node.Actors;
        await Tell(id => actors.MarketData("BTC").Tell(new(id, new MarketDataCommand.SetRules(Rules, "ops")), default));
        foreach (var source in Sources) await Tell(id => actors.MarketData("BTC").Tell(new(id, new MarketDataCommand.RegisterSource(source, "key", 1, "ops")), default));
        var years = decimal.Round((ExpiryMs - asOfMs) / (365 * 86_400_000m), 12);
        ObservedExpiry expiry = new(ExpiryMs, 65_000, new(0.28m * years, 0.1m, -0.3m, 0, 0.2m, years));
        foreach (var source in Sources) await Tell(id => actors.MarketData("BTC").Tell(new(id, new MarketDataCommand.Observe(source, "key", 1, asOfMs, new(65_000, 1, 65_000, 0, null, [expiry]))), default));
        foreach (var venue in new[] { "deribit", "derive" })
        {
            await Tell(id => actors.Venue(venue).Tell(new(id, new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", venue))), default));
            await Tell(id => actors.Venue(venue).Tell(new(id, new VenueCommand.ListInstruments([Market.Perpetual, Call], [])), default));
        }

        for (var number = 0; number < Accounts; number++)
        {
            var account = actors.Account(Account(number));
            ImmutableArray<PositionChange> positions = [new(Market.Perpetual, number % 3 - 0.7m * number, 64_000 + 100 * number), new(Call, 5 - number)];
            ImmutableArray<CollateralItem> items = number % 2 == 0 ? [new("BTC", 0.3m * number)] : [];
            var cash = 40_000 + 1_000 * number;
            await Tell(id => account.Tell(new(id, new AccountCommand.ApplyPositions(1, 1, 0, positions)), default));
            await Tell(id => account.Tell(new(id, new AccountCommand.SetCollateral(1, 1, cash, items)), default));
        }

        foreach (var number in new[] { 0, 1 })
        {
            await Tell(id => actors.Account(Account(number)).Tell(new(id, new AccountCommand.ConsentLink(Linked)), default));
            await Tell(id => actors.Portfolio(Linked).Tell(new(id, new PortfolioCommand.RequestLink(Account(number))), default));
        }

        await HostRig.Until(async () => (await Again(() => actors.Portfolio(Linked).Read(true, default))).State.Members.Count() == 2);
    }

    /// <summary>Whether a server says that all are margined.</summary>
    public static async Task<bool> IsCovered(HostRig rig)
    {
        using var answer = await rig.Send(Callers.Desk, HttpMethod.Get, "/v1/admin/coverage");
        if (!answer.IsSuccessStatusCode) return false;
        var coverage = JsonSerializer.Deserialize<CoverageDocument>(await answer.Content.ReadAsStringAsync(), ApiJson.Options)!;
        return (coverage.OwnersKnown, coverage.OwnersMargined) == (Owners, Owners);
    }

    /// <summary>What a run through a server's API finds, without the number of the cycle and what follows from it.</summary>
    public static async Task<string> Run(HostRig rig)
    {
        var request = new ContagionRequest(
            "half",
            Overrides: [new("BTC", -0.45m, 0.3m)],
            FundLosses: new Dictionary<string, decimal> { ["deribit"] = 1_234.56m },
            Pools: [new("BTC", 3_000_000)],
            PriceFalls: new Dictionary<string, decimal> { ["BTC"] = 0.07m },
            RecoveryOfAssets: 0.9m,
            RecoveryOfClaims: 0.8m);
        while (true)
        {
            using var answer = await rig.Send(Callers.Desk, HttpMethod.Post, "/v1/contagion-runs", request);
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode && JsonSerializer.Deserialize<ProblemDocument>(text, ApiJson.Options)!.Retryable)
            {
                await Task.Delay(50);
                continue;
            }

            ((int)answer.StatusCode).ShouldBe(202, text);
            var run = JsonSerializer.Deserialize<OperationDocument>(text, ApiJson.Options)!;
            await HostRig.Until(async () => (run = await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Get, $"/v1/operations/{run.Id}")).FinishedAt is not null);
            (run.Status, run.Problem).ShouldBe(("done", null));
            var result = JsonNode.Parse(run.Result!.Value.GetRawText())!.AsObject();
            result["accounts"]!.GetValue<int>().ShouldBe(Accounts);
            result["defaults"]!.GetValue<int>().ShouldBeInRange(1, Owners, "somebody defaults, and not everybody");
            result.Remove("market_seq");
            result.Remove("inputs_hash").ShouldBeTrue();
            return result.ToJsonString();
        }
    }

    private static string Account(int number) => $"{(number % 2 == 0 ? "deribit" : "derive")}/a{number}";

    private async Task Tell<T>(Func<MessageId, ValueTask<Answer<T>>> tell)
        where T : class
    {
        var id = MessageId.Keyed("spread-book", $"{++messages}");
        (await Again(() => tell(id))).Problem.ShouldBeNull();
    }

    // Actors move while servers join: the same message again.
    private static async Task<T> Again<T>(Func<ValueTask<T>> call)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await call();
            }
            catch (ActorUnavailableException) when (i < 600)
            {
                await Task.Delay(50);
            }
        }
    }
}

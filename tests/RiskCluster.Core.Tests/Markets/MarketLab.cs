using System.Collections.Immutable;
using RiskCluster.Core.Json;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Markets.MarketDataEvent, RiskCluster.Core.Markets.MarketDataEffect>;

namespace RiskCluster.Core.Tests.Markets;

/// <summary>A market on a bench: commands go in, time is set by hand, every event is kept.</summary>
internal sealed class MarketLab
{
    public const long Start = 1_770_000_000_000;
    public const long Month = Start + 30L * 86_400_000;
    public const long Quarter = Start + 90L * 86_400_000;

    /// <summary>A public key on P-256, and what stands for the signature of whoever has one.</summary>
    public const string PublicKey = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWB+xocaK+hD3B2oFYzP4X9OnLLtho/MrAi4mq3GR358PUWyjSuIb9MMKraXhudo6wZv6XTuH/p7YCRkNoqsa4w==";
    public const string Signature = "signature";

    private readonly Dictionary<string, long> sequences = [];
    private readonly List<MarketDataEvent> events = [];

    public MarketLab(MarketRules? rules = null, params string[] sources)
    {
        if (rules is not null) Accepted(new MarketDataCommand.SetRules(rules, "governance"));
        foreach (var source in sources.Length > 0 ? sources : ["a", "b", "c", "d"]) Accepted(new MarketDataCommand.RegisterSource(source, $"key-{source}", 1, "ops"));
    }

    public MarketDataState State { get; private set; } = MarketDataMachine.Initial("BTC");

    public long Now { get; set; } = Start;

    public IReadOnlyList<MarketDataEvent> Events => events;

    public ConsensusMarket Market => State.Consensus!;

    public static SmileSlice Smile(decimal atTheMoneyVol, long expiryMs, long nowMs)
    {
        var tau = decimal.Round((expiryMs - nowMs) / 31_536_000_000m, 15);
        return new(atTheMoneyVol * atTheMoneyVol * tau - 0.008m, 0.04m, -0.2m, 0, 0.2m, tau);
    }

    public Decision Do(MarketDataCommand command)
    {
        var signedBy = command is MarketDataCommand.Observe { Signature: Signature } observe ? State.Find(observe.Source)?.PublicKey : null;
        var decision = MarketDataMachine.Decide(State, command, new Turn(Now) { SignedBy = signedBy });
        foreach (var change in decision.Events)
        {
            events.Add(change);
            State = MarketDataMachine.Apply(State, change);
        }

        return decision;
    }

    public ImmutableArray<MarketDataEvent> Accepted(MarketDataCommand command)
    {
        var decision = Do(command);
        decision.Problem.ShouldBeNull();
        return decision.Events;
    }

    public string? Refusal(MarketDataCommand command) => Do(command).Problem?.Reason;

    public MarketDataCommand.Observe Seen(string source, decimal price, params ObservedExpiry[] expiries) =>
        new(source, $"key-{source}", sequences[source] = sequences.GetValueOrDefault(source) + 1, Now, new(price, 1, Expiries: [.. expiries]), Signature);

    public Decision Observe(string source, decimal price, params ObservedExpiry[] expiries) => Do(Seen(source, price, expiries));

    /// <summary>Every named source says so, now.</summary>
    public void All(decimal price, params string[] sources)
    {
        foreach (var source in sources.Length > 0 ? sources : [.. State.Sources.Select(item => item.Name)]) Observe(source, price).Problem.ShouldBeNull();
    }

    /// <summary>Time passes, with every source repeating the price each second.</summary>
    public void Run(int seconds, Func<int, decimal> price, params string[] sources)
    {
        for (var second = 0; second < seconds; second++)
        {
            Now += 1000;
            foreach (var source in sources.Length > 0 ? sources : [.. State.Sources.Select(item => item.Name)]) Observe(source, price(second));
        }
    }

    public static string Text<T>(T value) => System.Text.Encoding.UTF8.GetString(CoreJson.Write(value));
}

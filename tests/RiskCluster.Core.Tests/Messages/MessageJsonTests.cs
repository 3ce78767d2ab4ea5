using System.Text;
using System.Text.Json;
using RiskCluster.Core.Json;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Tests;

namespace RiskCluster.Core.Tests.Messages;

/// <summary>The JSON of messages and states: what was written reads back, and what the journal holds keeps its form.</summary>
public sealed class MessageJsonTests
{
    public static TheoryData<Type> Unions { get; } =
    [
        typeof(MarketDataCommand), typeof(MarketDataEvent), typeof(RiskParametersCommand), typeof(RiskParametersEvent), typeof(RiskParametersEffect), typeof(CharterChange),
    ];

    public static TheoryData<Type> States { get; } = [typeof(MarketDataState), typeof(RiskParametersState)];

    public static TheoryData<string, Type> Golden { get; } = new() { { "Markets/market-events.jsonl", typeof(MarketDataEvent) }, { "Parameters/parameter-events.jsonl", typeof(RiskParametersEvent) } };

    [Theory]
    [MemberData(nameof(Unions))]
    public void Every_case_is_declared_and_reads_back(Type union)
    {
        var samples = ReflectedSample.Cases(union).ToList();
        samples.Select(sample => sample.GetType()).ShouldBe(ReflectedSample.Nested(union), ignoreOrder: true);
        foreach (var sample in samples) ReadsBack(sample, union).GetType().ShouldBe(sample.GetType());
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_reads_back(Type state) => ReadsBack(ReflectedSample.Of(state), state);

    [Theory]
    [MemberData(nameof(Golden))]
    public void An_event_once_written_keeps_its_form(string file, Type union)
    {
        var lines = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "tests/RiskCluster.Core.Tests", file));
        ReflectedSample.Cases(union).Select(sample => Text(sample, union)).ShouldBe(lines);
        foreach (var line in lines) Text(JsonSerializer.Deserialize(line, union, CoreJson.Options)!, union).ShouldBe(line);
    }

    [Theory]
    [InlineData("""{"type":"set_price","price":"1"}""")]
    [InlineData("""{"type":"halt","by":"ops","reason":"x","until":1}""")]
    [InlineData("""{"type":"halt","by":"ops"}""")]
    [InlineData("""{"type":"fix_settlement","expiry_ms":1,"price":"NaN","by":"ops"}""")]
    [InlineData("""{"type":"fix_settlement","expiry_ms":1,"price":12.5,"by":"ops"}""")]
    [InlineData("""{"type":"fix_settlement","expiry_ms":1,"price":"1e400","by":"ops"}""")]
    public void A_command_that_is_not_exactly_one_is_refused(string json) => Should.Throw<JsonException>(() => CoreJson.Read<MarketDataCommand>(Encoding.UTF8.GetBytes(json)));

    private static object ReadsBack(object sample, Type type)
    {
        var text = Text(sample, type);
        var back = JsonSerializer.Deserialize(text, type, CoreJson.Options)!;
        Text(back, type).ShouldBe(text);
        return back;
    }

    private static string Text(object sample, Type type) => JsonSerializer.Serialize(sample, type, CoreJson.Options);
}

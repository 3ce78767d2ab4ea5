using System.Text.Json.Nodes;
using RiskCluster.Risk.Language;

namespace RiskCluster.Risk.Tests.Language;

public sealed class ModelSchemaTests
{
    private static readonly SchemaCheck Schema = new(JsonNode.Parse(ModelSchema.Json())!.AsObject());

    public static TheoryData<string> Shipped() => [.. ShippedModels.Names];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_document_is_one(string name) => Schema.Accepts(JsonNode.Parse(ShippedModels.Read(name))).ShouldBeTrue();

    [Theory]
    [InlineData("components.skew.linear_cap", "11")]
    [InlineData("components.skew.linear_cap", "\"1\"")]
    [InlineData("components.skew.colour", "1")]
    [InlineData("components.skew.type", "\"skew\"")]
    [InlineData("components.scenarios.moves.0.vol", "\"sideways\"")]
    [InlineData("components.scenarios.moves", "[]")]
    [InlineData("components.collateral.assets.USDT.risk_cancelling", "0")]
    [InlineData("components.collateral.assets.USDT.maintenance", "1.5")]
    [InlineData("version", "\"1\"")]
    [InlineData("version", "\"1.0.0-01\"")]
    [InlineData("version", "\"1.0.0\\n\"")]
    [InlineData("colour", "1")]
    public void What_the_reader_refuses_the_schema_refuses(string path, string value)
    {
        ModelOverride[] changes = [new(path, JsonNode.Parse(value))];
        Should.Throw<Risk.Margin.RiskModelException>(() => ModelLibrary.Shipped.Load("derive-pm2", changes));
        Schema.Accepts(JsonNode.Parse(ModelLibrary.Shipped.Compose(ShippedModels.Read("derive-pm2"), changes))).ShouldBeFalse();
    }

    [Fact]
    public void Every_kind_of_component_is_described_and_used_by_a_shipped_model()
    {
        var definitions = JsonNode.Parse(ModelSchema.Json())!["$defs"]!.AsObject();
        var used = ShippedModels.Names.Select(name => JsonNode.Parse(ShippedModels.Read(name))!["components"]).OfType<JsonObject>()
            .SelectMany(components => components.Select(component => component.Value!["type"]!.GetValue<string>())).ToHashSet();
        definitions.Select(definition => definition.Key).Except(["components", "engine-model"]).ShouldBe(used, ignoreOrder: true);
    }
}

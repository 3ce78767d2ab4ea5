using System.Text.Json.Nodes;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Language;

public sealed class ModelLibraryTests
{
    [Fact]
    public void A_document_may_extend_another_and_change_a_number()
    {
        var library = Library(("mine", """{ "extends": "fixed-percentage", "name": "mine", "version": "2.0.0", "components": { "notional": { "initial": 0.3 } } }"""));
        var model = library.Load("mine", []);
        (model.Name, model.Version).ShouldBe(("mine", "2.0.0"));
        new TestCase("BTC", 100).Hold("BTC_USDC-PERPETUAL", 2).Margin(model).InitialMargin.ShouldBe(60, 1e-9);
        new TestCase("BTC", 100).Hold("BTC_USDC-PERPETUAL", 2).Margin(model).MaintenanceMargin.ShouldBe(10, 1e-9);
    }

    [Fact]
    public void Null_takes_a_component_away_and_an_inline_base_needs_no_name()
    {
        var model = Library(("mine", """{ "extends": { "extends": "derive-pm2", "name": "inner" }, "components": { "perpetuals": null } }""")).Load("mine", []);
        model.Name.ShouldBe("inner");
        new TestCase("BTC", 100).Hold("BTC_USDC-PERPETUAL", 1).Margin(model).InitialMargin.ShouldBe(18, 1e-9);
    }

    [Fact]
    public void What_is_written_out_has_the_hash_of_what_extends()
    {
        var library = Library(("same", """{ "extends": "span" }"""));
        library.Load("same", []).ContentHash.ShouldBe(ModelDocument.Load("span").ContentHash);
        library.Load("same", [new("version", "1.0.1")]).ContentHash.ShouldNotBe(ModelDocument.Load("span").ContentHash);
    }

    [Theory]
    [InlineData("""{ "extends": "a" }""", "$.extends.extends: must not go round in a circle: a -> a")]
    [InlineData("""{ "extends": "nowhere" }""", "$.extends: there is no model 'nowhere'")]
    [InlineData("""{ "extends": 7 }""", "$.extends: must be the name of a model or a model document")]
    [InlineData("""[]""", "$: must be an object")]
    public void A_bad_base_is_refused_with_the_path(string document, string message) =>
        Should.Throw<RiskModelException>(() => Library(("a", document)).Load("a", [])).Message.ShouldBe(message);

    [Theory]
    [InlineData("components.nowhere.initial", "1", "$.components.nowhere.initial: is no place in the model document")]
    [InlineData("components.scenarios.moves.99.dampening", "1", "$.components.scenarios.moves.99.dampening: is no place in the model document")]
    [InlineData("components.scenarios.moves.99", "1", "$.components.scenarios.moves.99: is no place in the model document")]
    [InlineData("components.skew.typo", "1", "$.components.skew.typo: is not a member of this object")]
    [InlineData("components.skew.width", "-1", "$.components.skew.width: must be within [0, 10]")]
    [InlineData("components.skew.width", "1e999", "$.components.skew.width: must be within [0, 10]")]
    [InlineData("components.skew.type", "\"skw\"", "$.components.skew.type: must be one of ")]
    [InlineData("components.again", "{ \"type\": \"stable-peg\", \"threshold\": 1, \"factor\": 1 }", "$.components.stable_peg: is of the same type as again; a model has one of each")]
    [InlineData("components.skew", null, "$.components.scenarios: has a move with vol linear, but no component of the model knows that move")]
    [InlineData("components.scenarios.moves.29.spot_ratio", "1.1", "$.components.scenarios.moves[29].spot_ratio: must be 1 where vol is linear or abs")]
    [InlineData("components.collateral.assets.USDT.initial_extra", "1.01", "$.components.collateral.assets.USDT.initial_extra: must be within [0, 1]")]
    [InlineData("version", "\"1.0\"", "$.version: must be a semantic version such as 1.0.0")]
    [InlineData("name", null, "$.name: is missing")]
    public void An_override_is_checked_like_the_document(string path, string? value, string message) =>
        Should.Throw<RiskModelException>(() => ModelLibrary.Shipped.Load("derive-pm2", [new(path, value is null ? null : JsonNode.Parse(value))])).Message.ShouldStartWith(message);

    [Fact]
    public void A_chain_of_documents_has_an_end()
    {
        var chain = new ModelLibrary(name => $$"""{ "extends": "{{name}}x" }""");
        Should.Throw<RiskModelException>(() => chain.Load("x", [])).Rule.ShouldBe("must not extend through more than 16 documents");
    }

    private static ModelLibrary Library(params (string Name, string Text)[] documents) => new(name =>
        documents.FirstOrDefault(document => document.Name == name).Text ?? (ShippedModels.Names.Contains(name) ? ShippedModels.Read(name) : null));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Tests.Matrix;
using RiskCluster.Tests;

namespace RiskCluster.Host.Tests.Docs;

/// <summary>The API's own document: whole, in plain words, and the one that is committed. A file <c>RECORD</c> beside it makes this test write it.</summary>
public sealed class ApiDocumentTests
{
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot, "src/RiskCluster.Host/OpenApi");

    private static readonly string[] OfAll = ["200", "429", "500"];
    private static readonly string[] OfTheApi = [.. OfAll, "400", "503"];

    [Fact]
    public async Task Every_operation_has_an_id_words_and_all_its_problems()
    {
        await using var rig = await HostRig.Start();
        var document = await Document(rig);
        var ids = new HashSet<string>();
        var faults = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject())
            {
                var name = $"{method} {path}";
                if (!ids.Add((string?)operation!["operationId"] ?? "")) faults.Add($"{name}: the id is missing or taken");
                if (string.IsNullOrEmpty((string?)operation["summary"])) faults.Add($"{name}: no summary");
                if (operation["tags"] is not JsonArray { Count: 1 }) faults.Add($"{name}: not one tag");
                if (operation["x-scopes"] is not JsonArray { Count: > 0 } scopes) faults.Add($"{name}: no scopes");
                else if (!scopes.Any(scope => (string?)scope == "anonymous") && operation["security"] is not JsonArray { Count: > 0 }) faults.Add($"{name}: no security");
                foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                    if (string.IsNullOrEmpty((string?)parameter!["description"])) faults.Add($"{name}: the parameter {parameter["name"]} is not described");
                var responses = operation["responses"]!.AsObject();
                foreach (var needed in path.StartsWith("/v1", StringComparison.Ordinal) ? OfTheApi : OfAll)
                    if (!responses.ContainsKey(needed) && !(needed == "200" && responses.Any(response => response.Key.StartsWith('2')))) faults.Add($"{name}: no {needed}");
                foreach (var (status, response) in responses)
                    if (status[0] != '2' && response!["content"]?["application/problem+json"]?["schema"] is null) faults.Add($"{name}: {status} has no schema");
            }

        faults.ShouldBeEmpty();
        var described = RouteCase.Of(rig.Services.GetServices<EndpointDataSource>()).Count(route => route.Pattern.StartsWith("/v1", StringComparison.Ordinal));
        document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/v1", StringComparison.Ordinal)).Sum(path => path.Value!.AsObject().Count).ShouldBe(described, "no route is left out");
    }

    [Fact]
    public async Task Every_schema_and_field_is_described_and_no_decimal_is_a_number()
    {
        await using var rig = await HostRig.Start();
        var document = await Document(rig);
        var faults = new List<string>();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            if (string.IsNullOrEmpty((string?)schema!["description"])) faults.Add(name);
            foreach (var (field, value) in schema["properties"]?.AsObject() ?? [])
                if (value!["description"] is null && value["$ref"] is null && value["oneOf"] is null) faults.Add($"{name}.{field}");
        }

        faults.ShouldBeEmpty();
        ((string?)document["components"]!["schemas"]!["MarginSummary"]!["properties"]!["equity"]!["format"]).ShouldBe("decimal");
    }

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        await using var rig = await HostRig.Start();
        var served = (await Document(rig)).ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        var file = Path.Combine(Folder, "v1.json");
        if (File.Exists(Path.Combine(Folder, "RECORD"))) await File.WriteAllTextAsync(file, served);
        (await File.ReadAllTextAsync(file)).ShouldBe(served, $"the API has changed; with a file RECORD beside {file} this test writes the new document");
    }

    [Fact]
    public async Task The_pages_name_every_operation_and_every_code()
    {
        await using var rig = await HostRig.Start();
        var problems = await rig.Client.GetStringAsync("/docs/problems");
        foreach (var code in Enum.GetValues<Core.Turns.ProblemCode>()) problems.ShouldContain($"id=\"{Core.Turns.Reasons.Of(code)}\"");
        problems.ShouldContain($"id=\"{ProblemCatalogue.InternalError}\"");
        var docs = await rig.Client.GetStringAsync("/docs");
        foreach (var route in RouteCase.Of(rig.Services.GetServices<EndpointDataSource>()).Where(route => route.Pattern.StartsWith("/v1", StringComparison.Ordinal)))
            docs.ShouldContain($"{route.Method} {route.Pattern}");
        foreach (var scope in Enum.GetValues<Scope>()) ScopeNames.Of(scope).ShouldNotBeEmpty();
    }

    private static async Task<JsonNode> Document(HostRig rig) => JsonNode.Parse(await rig.Client.GetStringAsync("/openapi/v1.json"))!;
}

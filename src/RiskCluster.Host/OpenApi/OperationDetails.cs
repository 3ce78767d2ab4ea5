using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Api;
using Scope = RiskCluster.Host.Access.Scope;

namespace RiskCluster.Host.OpenApi;

/// <summary>What the document says of an operation beside its bodies: who may use it, what it costs, the codes of its problems, and the headers of writes.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> ParameterWords = new(StringComparer.Ordinal)
    {
        ["venue"] = "The venue's name.",
        ["account"] = "The account's name on the venue.",
        ["owner"] = "The owner's name.",
        ["key"] = "Id of the key.",
        ["order"] = "The venue's name of the order.",
        ["underlying"] = "The coin, such as BTC.",
        ["source"] = "The oracle source's name.",
        ["id"] = "The id that a list or an answer told.",
        ["number"] = "The version's number.",
        ["status"] = "Only those of this status.",
        ["channels"] = "Channels, separated by commas.",
        ["chain_id"] = "Number of the chain (EIP-155).",
        ["verifying_contract"] = "Address of the contract that is to check the signature.",
        ["cursor"] = "next_cursor of the part before; left out for the first.",
        ["limit"] = "How many at most, 1 to 1000; 200 when left out.",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var policy = metadata.OfType<RoutePolicy>().Last();
        Authorise(operation, policy, context.Document!);
        foreach (var (status, codes) in RouteProblems.Of(metadata, $"/{context.Description.RelativePath}"))
        {
            if (operation.Responses?.TryGetValue(status.ToString(CultureInfo.InvariantCulture), out var response) == true) response.Description = string.Join(", ", codes);
        }

        foreach (var parameter in operation.Parameters ?? [])
            if (parameter.Name is { } name && ParameterWords.TryGetValue(name, out var words)) parameter.Description = words;
        if (!HttpMethods.IsGet(context.Description.HttpMethod!)) AddIdempotencyKey(operation);
        return Task.CompletedTask;
    }

    private static void Authorise(OpenApiOperation operation, RoutePolicy policy, OpenApiDocument document)
    {
        var scopes = policy.AnyOf.Select(ScopeNames.Of).ToList();
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-scopes"] = new JsonNodeExtension(new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]));
        operation.Extensions["x-whose"] = new JsonNodeExtension(Reasons.Of(policy.Whose));
        operation.Extensions["x-cost"] = new JsonNodeExtension(policy.Cost);
        if (policy.AnyOf.Contains(Scope.Anonymous)) return;
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentHead.Signature, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentHead.Token, document)] = [] },
        ];
    }

    private static void AddIdempotencyKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Description = "Names the request, so that a retry changes nothing; 1 to 128 visible ASCII characters.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128 },
        });
    }
}

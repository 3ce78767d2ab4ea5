using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using RiskCluster.Host.Access;
using Scope = RiskCluster.Host.Access.Scope;

namespace RiskCluster.Host.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, made of the routes themselves.</summary>
internal static class ApiDocument
{
    /// <summary>Its name.</summary>
    public const string Name = "v1";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.AddDocumentTransformer<DocumentHead>();
        options.AddOperationTransformer<OperationDetails>();
        options.AddSchemaTransformer<SchemaWords>();
    });

    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new RoutePolicy([Scope.Anonymous], Whose.Anybody, 10));
}

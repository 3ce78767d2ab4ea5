using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RiskCluster.Host.OpenApi;

/// <summary>What the document says of bodies: the words of the records' own documentation, decimals as strings, and no fields beside those named.</summary>
internal sealed class SchemaWords : IOpenApiSchemaTransformer
{
    private const string DecimalPattern = "^-?[0-9]+(\\.[0-9]+)?$";
    private static readonly ContractWords Words = ContractWords.Read();

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(decimal))
        {
            schema.Type = type == typeof(decimal) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "decimal";
            schema.Pattern = DecimalPattern;
        }

        if (schema.Required is { } required)
            foreach (var property in context.JsonTypeInfo.Properties.Where(property => !property.IsRequired)) required.Remove(property.Name);
        if (context.JsonPropertyInfo is { DeclaringType: { } owner, AssociatedParameter.Name: { } name }) schema.Description = Words.OfParameter(owner, name) ?? schema.Description;
        else if (Words.OfType(type) is { } summary) schema.Description = summary;
        return Task.CompletedTask;
    }
}

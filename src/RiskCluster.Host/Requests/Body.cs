using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using RiskCluster.Contracts;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Requests;

/// <summary>A body of the API, parsed strictly. A handler that takes one is documented as taking it.</summary>
/// <typeparam name="T">Its record.</typeparam>
/// <param name="Value">What it says.</param>
internal sealed record Body<T>(T Value) : IEndpointParameterMetadataProvider
    where T : class
{
    private const string Json = "application/json";

    /// <summary>Parses the body that the gate has read.</summary>
    /// <exception cref="RefusedException">Not JSON, or not of this record: names the place.</exception>
    public static ValueTask<Body<T>?> BindAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            throw new RefusedException(new(Core.Turns.ProblemCode.InvalidArgument, "content_type", "content-type", $"the body is {Json}")) { Status = StatusCodes.Status415UnsupportedMediaType };
        try
        {
            var bytes = http.Features.Get<RequestBody>()!.Bytes.Span;
            var value = JsonSerializer.Deserialize<T>(bytes, ApiJson.Options);
            if (NullItems.AreIn(bytes)) throw Refusals.Invalid("null_in_list", null, "a list of the body holds null");
            if (HalfCharacters.AreIn(bytes)) throw Refusals.Invalid("half_character", null, "a \\u escape of the body is half a character");
            return new(new Body<T>(value ?? throw Refusals.Invalid("body_malformed", null, "the body is null")));
        }
        catch (JsonException problem)
        {
            throw JsonFault.Of(problem);
        }
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata([Json], typeof(T)));
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskCluster.Cli.Input;

/// <summary>Reads documents as the API does: snake_case, numbers also as strings, unknown members refused, every error with its path.</summary>
internal static class StrictJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    /// <summary>The document in a file.</summary>
    /// <exception cref="InputException">No such file, not JSON, or not of this shape.</exception>
    public static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(InputFile.ReadText(file), Options) ?? throw new InputException(file, "$", "is null");
        }
        catch (JsonException problem)
        {
            throw new InputException(file, problem.Path ?? "$", FirstSentence(problem.Message));
        }
    }

    /// <summary>The document in a text.</summary>
    /// <exception cref="InputException">Not JSON, or not of this shape; told under <paramref name="name"/>.</exception>
    public static T Parse<T>(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new InputException(name, "$", "is null");
        }
        catch (JsonException problem)
        {
            throw new InputException(name, problem.Path ?? "$", FirstSentence(problem.Message));
        }
    }

    /// <summary>What the reader found, without the path and position that it appends.</summary>
    public static string FirstSentence(string message)
    {
        // System.Text.Json appends path and position, which the caller prints already.
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).ReplaceLineEndings(" ").TrimEnd('.');
    }
}

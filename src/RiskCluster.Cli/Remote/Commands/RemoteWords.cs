using System.CommandLine.Parsing;
using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary>Words of the API as values.</summary>
internal static class RemoteWords
{
    /// <summary>A value of an enumeration, spelt as the API spells it: <c>central_book</c>.</summary>
    public static T Enumeration<T>(ArgumentResult argument)
        where T : struct, Enum
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (Find<T>(text) is { } value) return value;
        argument.AddError($"'{text}' is none of {string.Join(", ", Names<T>())}");
        return default;
    }

    /// <summary>A value by its name; null when there is none.</summary>
    public static T? Find<T>(string name)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Name(value) == name).Select(value => (T?)value).FirstOrDefault();

    /// <summary>All names of an enumeration.</summary>
    public static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Name);

    /// <summary>The content of a JSON file as a body of the API.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static T Read<T>(string file)
    {
        try
        {
            return System.Text.Json.JsonSerializer.Deserialize<T>(InputFile.ReadText(file), Contracts.ApiJson.Options) ?? throw new InputException(file, "$", "is null");
        }
        catch (System.Text.Json.JsonException problem)
        {
            throw new InputException(file, problem.Path ?? "$", StrictJson.FirstSentence(problem.Message));
        }
    }

    private static string Name<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

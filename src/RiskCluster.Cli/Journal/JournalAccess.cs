using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Journal;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Journal;

/// <summary>How the journal's commands reach a journal: for reading only, so that one in use is not disturbed and none is made by mistake.</summary>
internal static class JournalAccess
{
    private const string Variable = "RiskCluster__Journal";

    /// <summary><c>--journal</c>.</summary>
    public static Option<string?> Address { get; } = new("--journal") { Description = $"sqlite:PATH or postgres:CONNECTION; else {Variable}, which other users of the machine do not see." };

    /// <summary><c>--prefix</c>.</summary>
    public static Option<string> Prefix { get; } = new("--prefix") { Description = "Only streams whose name begins so, such as Account:deribit/.", DefaultValueFactory = _ => "" };

    /// <summary>The address of a command line, else of the environment.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string AddressOf(ParseResult parsed) =>
        parsed.GetValue(Address) ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } said ? said : throw new InputException("--journal", "", $"is needed, or {Variable} in the environment"));

    /// <summary>Does something with the journal of a command line.</summary>
    /// <exception cref="InputException">The address is none, or what is there cannot be read.</exception>
    public static int With(ParseResult parsed, Func<IJournal, CancellationToken, Task<int>> body) => Run(AddressOf(parsed), body).GetAwaiter().GetResult();

    private static async Task<int> Run(string address, Func<IJournal, CancellationToken, Task<int>> body)
    {
        try
        {
            await using var journal = await JournalFactory.Open(new JournalOptions(address) { ReadOnly = true }, CancellationToken.None);
            return await body(journal, CancellationToken.None);
        }
        catch (Exception problem) when (problem is JournalUnavailableException or ArgumentException)
        {
            throw new InputException("--journal", "", problem.Message.ReplaceLineEndings(" "));
        }
    }
}

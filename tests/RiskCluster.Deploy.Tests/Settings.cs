using RiskCluster.Host.Configuration;

namespace RiskCluster.Deploy.Tests;

/// <summary>Holds names of the environment and command lines against the program.</summary>
internal static class Settings
{
    private const string Prefix = "RiskCluster__";

    /// <summary>The server refuses settings that it does not know, so each must be one of its own.</summary>
    public static void ShouldBeKnown(IEnumerable<string> names)
    {
        var known = typeof(ServeOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).ToHashSet();
        foreach (var name in names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))) known.ShouldContain(name[Prefix.Length..].Split("__")[0], name);
    }

    /// <summary>A command line that the program understands.</summary>
    public static void ShouldBeACommand(IEnumerable<string> words) => Cli.CommandLine.Root().Parse([.. words]).Errors.Select(error => error.Message).ShouldBeEmpty(string.Join(' ', words));
}

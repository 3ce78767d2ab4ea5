using RiskCluster.Host.Configuration;

namespace RiskCluster.Deploy.Tests;

/// <summary>Holds names of the environment and command lines against the program.</summary>
internal static class Settings
{
    private const string Prefix = "RiskCluster__";

    /// <summary>The server refuses settings that it does not know, so each must be one of its own.</summary>
    public static void ShouldBeKnown(IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var words = name[Prefix.Length..].Split("__");
            Of<ServeOptions>().ShouldContain(words[0], name);
            if (words[0] == nameof(ServeOptions.Cluster)) Of<ClusterSettings>().ShouldContain(words[1], name);
        }
    }

    private static IEnumerable<string> Of<T>() => typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name);

    /// <summary>A command line that the program understands.</summary>
    public static void ShouldBeACommand(IEnumerable<string> words) => Cli.CommandLine.Root.Parse([.. words]).Errors.Select(error => error.Message).ShouldBeEmpty(string.Join(' ', words));
}

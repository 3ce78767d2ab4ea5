using System.Globalization;
using System.Reflection;

namespace RiskCluster.Journal;

/// <summary>The numbered scripts that make a database's schema, embedded beside the code of their database: 001_..., 002_..., each run once.</summary>
internal static class SchemaScripts
{
    /// <summary>The scripts of a database in order of number.</summary>
    public static IReadOnlyList<(int Number, string Text)> Of(string database)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(database + "/", StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(database.Length + 1, 3), CultureInfo.InvariantCulture), Read(assembly, name)))
            .OrderBy(script => script.Item1)];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

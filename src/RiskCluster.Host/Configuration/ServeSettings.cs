using Microsoft.Extensions.Configuration;

namespace RiskCluster.Host.Configuration;

/// <summary>Reads <see cref="ServeOptions"/>: appsettings.json, then the environment, then what the caller says.</summary>
public static class ServeSettings
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "RiskCluster";

    /// <summary>The settings.</summary>
    /// <param name="folder">Where appsettings.json is, if there is one.</param>
    /// <param name="said">What the caller says, by name of the option; wins over file and environment. Lists as <c>Governors:0</c>, <c>Governors:1</c>.</param>
    /// <exception cref="FormatException">A setting is not known, is not of its kind, or is outside its bounds; or the file is not JSON.</exception>
    public static ServeOptions Read(string folder, IEnumerable<KeyValuePair<string, string?>> said)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .SetBasePath(Path.GetFullPath(folder))
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(said.Select(item => KeyValuePair.Create($"{Section}:{item.Key}", item.Value)))
                .Build();
            return Checked(Bind(configuration.GetSection(Section)));
        }
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException)
        {
            throw new FormatException((problem.InnerException ?? problem).Message, problem);
        }
    }

    // A list that is set takes the place of the default one; the binder alone would append to it.
    private static ServeOptions Bind(IConfigurationSection section)
    {
        var governors = section.GetSection(nameof(ServeOptions.Governors)).Get<string[]>();
        var options = governors is null ? new ServeOptions() : new ServeOptions { Governors = [] };
        section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        return options;
    }

    private static ServeOptions Checked(ServeOptions options) =>
        options.FirstFault() is { } fault ? throw new FormatException($"{Section}:{fault.Setting} {fault.Rule}") : options;
}

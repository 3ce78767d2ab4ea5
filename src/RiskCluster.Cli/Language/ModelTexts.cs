using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Language;

/// <summary>Model documents by name or file, complete: what they extend and what the user overrides is worked in.</summary>
internal static class ModelTexts
{
    /// <summary>The model that is used when none is named.</summary>
    public const string DefaultModel = "riskcluster-1";

    /// <summary>The text of a model.</summary>
    /// <exception cref="InputException">No such model or file, or it breaks a rule of composition; the message names the path in it.</exception>
    public static string Compose(string nameOrFile, IReadOnlyList<ModelOverride> overrides)
    {
        var folder = File.Exists(nameOrFile) ? Path.GetDirectoryName(Path.GetFullPath(nameOrFile))! : ".";
        return Checked(nameOrFile, () => new ModelLibrary(name => Find(folder, name)).Compose(
            Find(".", nameOrFile) ?? throw new InputException(nameOrFile, "", $"neither a file nor a model that comes with the engine ({string.Join(", ", ShippedModels.Names)})"),
            overrides));
    }

    /// <summary>The model of a complete text that the engine runs tick by tick.</summary>
    /// <exception cref="InputException">It is made of components, or breaks a rule.</exception>
    public static RiskModel ParseEngineModel(string nameOrFile, string text) =>
        IsMadeOfComponents(text)
            ? throw new InputException(nameOrFile, "", $"is made of components; this needs a model that the engine runs, such as {DefaultModel}")
            : Checked(nameOrFile, () => RiskModel.Parse(text));

    /// <summary>The model of a complete text that is made of components.</summary>
    /// <exception cref="InputException">It breaks a rule.</exception>
    public static ModelDocument Parse(string nameOrFile, string text) => Checked(nameOrFile, () => ModelDocument.Parse(text));

    /// <summary>Runs a step that may find a rule of the model document broken.</summary>
    public static T Checked<T>(string nameOrFile, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (RiskModelException problem)
        {
            throw new InputException(nameOrFile, problem.Path, problem.Rule);
        }
    }

    /// <summary>True for documents of the language; false for those that the engine runs tick by tick.</summary>
    public static bool IsMadeOfComponents(string text) => JsonNode.Parse(text) is JsonObject document && document.ContainsKey("components");

    /// <summary>The overrides of a portfolio file, then those of the command line: <c>PATH=VALUE</c>, the value as JSON.</summary>
    /// <exception cref="InputException">Not of that form.</exception>
    public static IReadOnlyList<ModelOverride> Overrides(string portfolioFile, IEnumerable<string> settings) =>
        [.. ModelPortfolioFile.ReadOverrides(portfolioFile), .. settings.Select(ReadSetting)];

    private static ModelOverride ReadSetting(string setting)
    {
        var split = setting.IndexOf('=');
        if (split <= 0) throw new InputException("--set", setting, "must be PATH=VALUE");
        try
        {
            return new(setting[..split], JsonNode.Parse(setting[(split + 1)..]));
        }
        catch (JsonException)
        {
            throw new InputException("--set", setting, "the value must be JSON (a number, or a text in double quotes)");
        }
    }

    private static string? Find(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        if (File.Exists(file)) return InputFile.ReadText(file);
        return ShippedModels.Names.Contains(name) ? ShippedModels.Read(name) : null;
    }
}

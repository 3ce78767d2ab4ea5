using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Language;

namespace RiskCluster.Cli.Language;

/// <summary><c>riskcluster model</c>: the documents that come with the engine, their schema, and whether a document of the user's own is one.</summary>
internal static class ModelCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "A model's name, or the file of a model document." };

    /// <summary>The command and those below it.</summary>
    public static Command Create()
    {
        var list = new Command("list", "The models that come with the engine.");
        list.SetAction(parsed => Print(parsed, string.Join(Environment.NewLine, ShippedModels.Names)));
        var schema = new Command("schema", "The JSON Schema of model documents.");
        schema.SetAction(parsed => Print(parsed, ModelSchema.Json()));
        var show = new Command("show", "A model's complete document: what it extends is worked in.") { Model };
        show.SetAction(parsed => Print(parsed, Complete(parsed.GetRequiredValue(Model)).Text));
        var check = new Command("check", "Reads a model document; a rule that it breaks is told with its path.") { Model };
        check.SetAction(parsed => Print(parsed, Complete(parsed.GetRequiredValue(Model)).Identity));
        return new Command("model", "Model documents: list, show, check, schema.") { list, show, check, schema };
    }

    private static (string Text, string Identity) Complete(string nameOrFile)
    {
        var text = ModelTexts.Compose(nameOrFile, []);
        if (ModelTexts.IsMadeOfComponents(text))
        {
            var document = ModelTexts.Parse(nameOrFile, text);
            return (text, $"{document.Name} {document.Version} {document.ContentHash}");
        }

        var model = ModelTexts.ParseEngineModel(nameOrFile, text);
        return (text, $"{model.Name} {model.Version} {model.ContentHash}");
    }

    private static int Print(ParseResult parsed, string text)
    {
        parsed.InvocationConfiguration.Output.WriteLine(text);
        return 0;
    }
}

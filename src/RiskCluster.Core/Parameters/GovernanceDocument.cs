using System.Text;
using System.Text.Json;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Parameters;

/// <summary>The texts that are voted on.</summary>
internal static class GovernanceDocument
{
    /// <summary>A model document as the engine would read it; the problem names path and rule.</summary>
    public static Problem? Read(string name, string document, out RiskModel model)
    {
        model = null!;
        try
        {
            model = RiskModel.Parse(document);
        }
        catch (RiskModelException fault)
        {
            return RiskParametersRejection.BadDocument.With($"document{fault.Path.TrimStart('$')}", fault.Message);
        }

        return model.Name == name ? null : RiskParametersRejection.WrongModel.With("document.name", $"$.name: must be {name}");
    }

    /// <summary>The member <c>version</c> of a document that was read before.</summary>
    public static string VersionOf(string document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.GetProperty("version").GetString()!;
    }

    public static string Text(Charter charter) => Encoding.UTF8.GetString(CoreJson.Write(charter));

    public static Charter ReadCharter(string document) => CoreJson.Read<Charter>(Encoding.UTF8.GetBytes(document));
}

using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Doctor;

/// <summary>What the settings name: is it there, and is it what it should be.</summary>
internal static class SettingsChecks
{
    /// <summary>Looks.</summary>
    public static IEnumerable<Diagnosis> Of(ServeOptions options)
    {
        yield return Diagnosis.Ok("settings", $"{options.Urls}, engine {options.Engine}, data in {options.Data}");
        yield return Tried("settings.model", () => RiskModel.Load(options.Model).Name, "riskcluster model list tells which there are");
        yield return Tried("settings.history", () => $"{CloseHistory.Read(options.History).DayCount} days of closes", "name a file that riskcluster data import-history wrote");
        if (options.TokenKeys.Count > 0) yield return Tried("settings.token_keys", () => $"{TokenKeys.Read(options.TokenKeys).Length} keys", "a public key on P-256 in PEM, or a JSON Web Key Set of such");
        if (options.TokenKeys.Count > 0 && options.TokenIssuers.Count == 0) yield return Diagnosis.Warn("settings.token_issuers", "there are TokenKeys and no TokenIssuers", "name the issuers: without, only the server's own tokens are taken");
        if (options.AllowPlain) yield return Diagnosis.Warn("settings.allow_plain", "it may listen beyond loopback without TLS", "only behind something that ends TLS");
    }

    private static Diagnosis Tried(string check, Func<string> look, string remedy)
    {
        try
        {
            return Diagnosis.Ok(check, look());
        }
        catch (Exception problem) when (problem is IOException or FormatException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            return Diagnosis.Fail(check, problem.Message.ReplaceLineEndings(" "), remedy);
        }
    }
}

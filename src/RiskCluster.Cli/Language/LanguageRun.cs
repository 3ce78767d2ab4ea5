using RiskCluster.Cli.Input;
using RiskCluster.Cli.Margining;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Language;

namespace RiskCluster.Cli.Language;

/// <summary>The <c>margin</c> command for models of the language.</summary>
internal static class LanguageRun
{
    /// <summary>Margins the accounts of a file and prints the figures.</summary>
    public static int Run(TextWriter output, string modelName, string modelText, string portfolioFile, string marketFile, bool asJson, bool explain)
    {
        var document = ModelTexts.Parse(modelName, modelText);
        var accounts = ModelPortfolioFile.Read(portfolioFile);
        var market = ReadMarket(marketFile);
        var report = Margined(portfolioFile, marketFile, () => LanguageReport.Of(document, accounts, market));
        if (asJson) LanguageJson.Write(output, report);
        else LanguageTables.Write(Terminal.On(output), report, explain);
        return 0;
    }

    /// <summary>The market of a document as it stands there, of a chain by fitting its smiles.</summary>
    public static ModelMarket ReadMarket(string file) =>
        file.EndsWith(".json", StringComparison.Ordinal) ? ModelMarketFile.Read(file) : ModelMarketFile.Of(MarketSource.Read(file));

    /// <summary>Tells a portfolio that the market cannot price as bad input.</summary>
    public static T Margined<T>(string portfolioFile, string marketFile, Func<T> margin)
    {
        try
        {
            return margin();
        }
        catch (ModelInputException problem)
        {
            throw new InputException(portfolioFile, problem.Subject, $"cannot be margined in {marketFile}: {problem.Rule}");
        }
    }
}

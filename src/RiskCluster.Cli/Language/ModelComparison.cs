using System.Text.Encodings.Web;
using System.Text.Json;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Language;

namespace RiskCluster.Cli.Language;

/// <summary>One portfolio under every model that comes with the engine, in USD, side by side (MODEL MRG-9).</summary>
internal static class ModelComparison
{
    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Margins the accounts of a file under each of several models and prints a table, or JSON.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="models">Names, or "all" for every model that comes with the engine.</param>
    /// <param name="portfolioFile">The accounts.</param>
    /// <param name="marketFile">The market.</param>
    /// <param name="runEngineModel">Margins the accounts under a model that the engine runs tick by tick, given its text.</param>
    /// <param name="asJson">JSON instead of a table.</param>
    public static int Run(TextWriter output, string models, string portfolioFile, string marketFile, Func<string, string, IEnumerable<ComparedMargin>> runEngineModel, bool asJson)
    {
        var accounts = ModelPortfolioFile.Read(portfolioFile);
        var market = LanguageRun.ReadMarket(marketFile);
        var names = models == "all" ? ShippedModels.Names : models.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var rows = names.SelectMany(name => Margins(name, accounts, market, runEngineModel)).ToList();
        if (asJson) output.WriteLine(JsonSerializer.Serialize(rows, SnakeCase));
        else WriteTable(output, rows);
        return 0;
    }

    private static List<ComparedMargin> Margins(string name, IReadOnlyList<ModelAccount> accounts, ModelMarket market, Func<string, string, IEnumerable<ComparedMargin>> runEngineModel)
    {
        var text = ModelTexts.Compose(name, []);
        try
        {
            if (!ModelTexts.IsMadeOfComponents(text)) return [.. runEngineModel(name, text)];
            var document = ModelTexts.Parse(name, text);
            return [.. accounts.Select(account => Sum(name, account.Portfolio.Key, LanguageReport.Margins(document, account.Portfolio, market), market))];
        }
        catch (Exception problem) when (problem is ModelInputException or InputException)
        {
            // A model that does not know what the portfolio holds is a row of the answer, not the end of it.
            return [new(name, "", null, null, null, null, problem.Message)];
        }
    }

    private static ComparedMargin Sum(string model, string portfolio, IEnumerable<ModelMargin> margins, ModelMarket market)
    {
        var all = margins.ToList();
        double InUsd(ModelMargin margin, double amount) => margin.Unit == "USD" ? amount : amount * market.Underlyings[margin.Unit].Spot.PriceUsd;
        return new(
            model,
            portfolio,
            all.Sum(margin => InUsd(margin, margin.MarkValue)),
            all.Sum(margin => InUsd(margin, margin.InitialMargin)),
            all.Sum(margin => InUsd(margin, margin.MaintenanceMargin)),
            string.Join("; ", all.Select(margin => margin.WorstScenario).Where(name => name is not null)),
            null);
    }

    private static void WriteTable(TextWriter output, List<ComparedMargin> rows)
    {
        var table = Terminal.Table("The same portfolio under every model, USD", "portfolio", "model", "#mark value", "#initial margin", "#maintenance", "worst scenario");
        foreach (var row in rows.OrderBy(row => row.Portfolio, StringComparer.Ordinal).ThenBy(row => row.InitialMargin))
            Terminal.Row(table, row.Portfolio, row.Model, Usd(row.MarkValue), Usd(row.InitialMargin), Usd(row.MaintenanceMargin), row.Unavailable ?? row.WorstScenario ?? "");
        Terminal.On(output).Write(table);
    }

    private static string Usd(double? amount) => amount is { } usd ? Format.Price(usd) : "-";
}

using System.CommandLine;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Language;

namespace RiskCluster.Cli.Margining;

/// <summary>The files that <c>margin</c> and <c>simulate</c> are given, and the text of the model with its overrides.</summary>
/// <param name="Portfolio">As the user named it.</param>
/// <param name="Market">As the user named it.</param>
/// <param name="History">Daily closes for the calibration.</param>
/// <param name="ModelName">A model's name or file, as the user named it.</param>
/// <param name="ModelText">The complete document: what it extends and every override applied.</param>
internal sealed record MarginFiles(string Portfolio, string Market, string History, string ModelName, string ModelText)
{
    private static readonly Option<string> PortfolioOption = new("--portfolio") { Description = "The accounts: JSON.", Required = true };
    private static readonly Option<string> MarketOption = new("--market") { Description = "The market: riskcluster.market/1 JSON, a chain sample or a chain CSV.", Required = true };
    private static readonly Option<string> ModelOption = new("--model") { Description = "A model's name, or the file of a model document.", DefaultValueFactory = _ => ModelTexts.DefaultModel };
    private static readonly Option<string[]> SetOption = new("--set") { Description = "PATH=VALUE: a parameter of the model, changed; may be repeated.", DefaultValueFactory = _ => [] };
    private static readonly Option<string> HistoryOption = new("--history") { Description = "Daily closes for the calibration; the shipped sample by default.", DefaultValueFactory = _ => DemoSample.History };

    /// <summary>The options that <see cref="Of"/> takes.</summary>
    public static IEnumerable<Option> Options => [PortfolioOption, MarketOption, ModelOption, SetOption, HistoryOption];

    /// <summary>The files of a command line.</summary>
    /// <exception cref="InputException">The model cannot be found or an override has no place in it.</exception>
    public static MarginFiles Of(ParseResult parsed)
    {
        var portfolio = parsed.GetRequiredValue(PortfolioOption);
        var model = parsed.GetRequiredValue(ModelOption);
        var text = ModelTexts.Compose(model, ModelTexts.Overrides(portfolio, parsed.GetRequiredValue(SetOption)));
        return new(portfolio, parsed.GetRequiredValue(MarketOption), parsed.GetRequiredValue(HistoryOption), model, text);
    }
}

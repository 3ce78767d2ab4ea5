using System.Collections.Immutable;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Language;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Margining;

/// <summary>What <c>margin</c> and <c>simulate</c> read before they answer: accounts, market, model, calibration.</summary>
/// <param name="PortfolioFile">As the user named it, for errors.</param>
/// <param name="MarketFile">As the user named it, for errors.</param>
/// <param name="Accounts">The accounts of the file.</param>
/// <param name="Calibration">Of the model on the history, as of the market.</param>
/// <param name="Context">Model, scenarios, market.</param>
/// <param name="Prices">What the market says that collateral is worth.</param>
internal sealed record MarginInputs(
    string PortfolioFile, string MarketFile, IReadOnlyList<AccountPortfolio> Accounts, MarketCalibration Calibration, MarginContext Context, CollateralPrices Prices)
{
    /// <summary>Reads the files of a command line.</summary>
    /// <exception cref="InputException">A file is missing or breaks a rule.</exception>
    public static MarginInputs Read(MarginFiles files)
    {
        var model = ModelTexts.ParseEngineModel(files.ModelName, files.ModelText);
        ImmutableArray<MarketSnapshot> snapshots = [.. MarketSource.Read(files.Market)];
        var prices = CollateralPrices.Read(files.Market, snapshots);
        var accounts = Input.PortfolioFile.Read(files.Portfolio, prices);
        var calibration = Calibrate(model, files.History, files.Market, snapshots);
        return new(files.Portfolio, files.Market, accounts, calibration, new(model, ScenarioSetBuilder.Build(model, calibration), snapshots), prices);
    }

    /// <summary>Does what needs a price for every instrument; one that has none is an error of the file that names it.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="otherFile">The file that names whatever the portfolio does not.</param>
    public T Priced<T>(Func<T> work, string otherFile = "")
    {
        try
        {
            return work();
        }
        catch (UnpricedInstrumentException problem)
        {
            var isHeld = Accounts.Any(account => account.Positions.Any(position => position.Instrument == problem.Instrument));
            throw new InputException(isHeld ? PortfolioFile : otherFile, problem.Instrument, $"cannot be priced in {MarketFile}: {problem.Reason}");
        }
    }

    private static MarketCalibration Calibrate(RiskModel model, string historyFile, string marketFile, ImmutableArray<MarketSnapshot> snapshots)
    {
        var history = HistoryFile.Read(historyFile);
        var unknown = snapshots.FirstOrDefault(snapshot => !history.Underlyings.Contains(snapshot.Underlying));
        if (unknown is not null) throw new InputException(marketFile, unknown.Underlying, $"{historyFile} has no closes of it to calibrate from");
        try
        {
            return Calibrator.Calibrate(model, history, [.. snapshots.Select(snapshot => snapshot.Underlying)], snapshots[0].AsOf);
        }
        catch (InsufficientHistoryException problem)
        {
            throw new InputException(historyFile, "", problem.Message);
        }
    }
}

using RiskCluster.Contracts.Backtests;
using RiskCluster.Core.Parameters;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Backtest;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Running;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Host.Operations;

/// <summary>A backtest of the model in force, or of what it would be with other values, on the history that the process calibrates on.</summary>
internal static class BacktestOperation
{
    private const int MostBooks = 100;

    /// <summary>What is to be done; whatever is out of bounds is named before anything runs.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="parameters">What is in force.</param>
    /// <param name="historyFile">Daily closes; null for those that come with the product.</param>
    /// <param name="found">Is told what came out; null when nobody is.</param>
    /// <exception cref="RefusedException">A field is out of bounds.</exception>
    public static OperationWork Of(BacktestRequest request, RiskParametersState parameters, string? historyFile, Action<BacktestReport>? found = null)
    {
        if (request.RandomBooks is < 0 or > MostBooks) throw Refusals.Invalid("books_bounds", "random_books", $"{request.RandomBooks} is not from 0 to {MostBooks}");
        var history = CloseHistory.Read(historyFile);
        var backtest = new CoverageBacktest(Model(request, parameters), history, [.. BacktestBook.All([.. history.Underlyings], request.RandomBooks, request.Seed)]);
        var span = Span(request, history, backtest.WarmUpDays);
        return (_, report, cancellation) =>
        {
            var (done, days) = (0, span.LastClose - span.FirstClose + 1);
            var outcome = backtest.Run(span.FirstClose, span.LastClose, () =>
            {
                cancellation.ThrowIfCancellationRequested();
                report((double)++done / days);
            });
            found?.Invoke(outcome);
            return Task.FromResult(BacktestJson.Element(outcome));
        };
    }

    private static BacktestSpan Span(BacktestRequest request, DailyHistory history, int warmUpDays)
    {
        try
        {
            return BacktestSpan.Of(history, warmUpDays, request.From, request.To);
        }
        catch (BacktestSpanException problem)
        {
            throw Refusals.Invalid("span", problem.Field, $"{problem.Field} {problem.Rule}");
        }
    }

    private static RiskModel Model(BacktestRequest request, RiskParametersState parameters)
    {
        var active = parameters.ActiveVersion ?? throw Refusals.Unavailable("not_established", "no model is in force yet");
        try
        {
            return RiskModel.Parse(request.Set is null ? active.Document : ProposedText.Of(new(request.Set), parameters));
        }
        catch (RiskModelException problem)
        {
            throw Refusals.Invalid("bad_document", $"set.{problem.Path}", problem.Message);
        }
    }
}

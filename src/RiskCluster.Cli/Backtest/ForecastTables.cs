using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Forecasting;
using Spectre.Console;

namespace RiskCluster.Cli.Backtest;

/// <summary>Prints how forecasts were scored, for people and for programs.</summary>
internal static class ForecastTables
{
    private static readonly ImmutableArray<ForecastModel> Models = [.. Enum.GetValues<ForecastModel>()];

    private static readonly ImmutableArray<ForecastModel> Others = Models.Remove(ForecastModel.Learned);

    public static void Print(IAnsiConsole console, ImmutableArray<ForecastRow> rows, ForecastRules rules)
    {
        var scores = Terminal.Table("Mean QLIKE of next-day variance forecasts, out of sample", ["underlying", "from", "#days", .. Models.Select(model => $"#{Word(model)}"), "#in use"]);
        var tests = Terminal.Table(
            "The learned forecast against each other: Diebold-Mariano", ["underlying", .. Others.SelectMany(model => new[] { $"#{Word(model)}", "#p" }), "in use now", "#learned in use", "#next vol"]);
        foreach (var row in rows)
        {
            Terminal.Row(scores, [.. Scores(row)]);
            Terminal.Row(tests, [.. Tests(row)]);
        }

        console.Write(scores);
        console.Write(tests);
        console.WriteLine("- QLIKE: mean of ln v + r^2/v over the days, less is better. In use: what was chosen day by day, with the floor under its falls.");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"- DM: Diebold-Mariano of learned against each other model, below 0 learned is better; it is used where every one-sided p is below {rules.Significance}."));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"- Estimated anew every {rules.RefitDays} days on all days before, after {rules.TrainingDays} days; volatility in use falls by at most {100 * rules.MaxFallPerDay} % a day."));
    }

    public static void PrintJson(TextWriter output, ImmutableArray<ForecastRow> rows) => JsonAnswer.WriteDocument(output, json => json.WriteObjects("forecasts", rows, row =>
    {
        json.WriteString("underlying", row.Underlying);
        json.WriteString("first_day", Day(row.FirstDay));
        json.WriteString("last_day", Day(row.LastDay));
        json.WriteNumber("days", row.Choice.Days);
        if (!row.Choice.MeanQlike.IsEmpty)
        {
            json.WriteStartObject("mean_qlike");
            foreach (var model in Models) json.WriteNumber(Word(model), row.Choice.MeanQlike[(int)model]);
            json.WriteNumber("in_use", row.InUseQlike);
            json.WriteEndObject();
        }

        json.WriteObjects("learned_against", row.Choice.Rivals, rival =>
        {
            json.WriteString("model", Word(rival.Model));
            if (rival.Test is not { } test) return;
            json.WriteNumber("statistic", test.Statistic);
            json.WriteNumber("p_value", test.PValue);
        });
        json.WriteString("chosen", Word(row.Choice.Model));
        json.WriteNumber("learned_days", row.LearnedDays);
        json.WriteNumber("next_vol_annual", row.NextVolAnnual);
    }));

    private static IEnumerable<string> Scores(ForecastRow row)
    {
        yield return row.Underlying;
        yield return Day(row.FirstDay);
        yield return row.Choice.Days.ToString(CultureInfo.InvariantCulture);
        foreach (var model in Models) yield return row.Choice.MeanQlike.IsEmpty ? "-" : Four(row.Choice.MeanQlike[(int)model]);
        yield return row.Choice.MeanQlike.IsEmpty ? "-" : Four(row.InUseQlike);
    }

    private static IEnumerable<string> Tests(ForecastRow row)
    {
        yield return row.Underlying;
        foreach (var model in Others)
        {
            var test = row.Choice.Rivals.FirstOrDefault(rival => rival.Model == model)?.Test;
            yield return test?.Statistic.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
            yield return test is null ? "-" : Four(test.PValue);
        }

        yield return Word(row.Choice.Model);
        yield return $"{row.LearnedDays} d";
        yield return Format.Percent(row.NextVolAnnual);
    }

    private static string Word(ForecastModel model) => JsonNamingPolicy.SnakeCaseLower.ConvertName(model.ToString());

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

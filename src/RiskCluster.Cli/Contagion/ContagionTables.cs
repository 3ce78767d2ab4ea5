using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Contagion;
using Spectre.Console;

namespace RiskCluster.Cli.Contagion;

/// <summary>A run as tables for people.</summary>
internal static class ContagionTables
{
    private const int MostNodes = 25;
    private const int BarWidth = 40;
    private const int MostNames = 4;

    public static void Print(IAnsiConsole console, ContagionResult result, DebtRankResult? stress)
    {
        console.WriteLine($"Shock: {result.Shock.Name}");
        console.Write(Rounds(result));
        console.Write(Nodes(result, stress));
        if (!result.Pools.IsEmpty) console.Write(Pools(result));
        console.WriteLine($"Lost: {Format.Usd(result.TotalLossUsd)} USD = {Format.Usd(result.DirectLossUsd)} at once + {Format.Usd(result.FireSaleLossUsd)} by fire sales + {Format.Usd(result.DefaultCostsUsd)} by default costs");
        console.WriteLine(
            $"By whom: venues {Format.Usd(result.LossOf(ContagionNodeKind.Venue))}, owners {Format.Usd(result.LossOf(ContagionNodeKind.Owner))}, others {Format.Usd(result.LossOf(ContagionNodeKind.Other))}, outside {Format.Usd(result.OutsideLossUsd)}");
        console.WriteLine($"Systemic share: {Format.Percent(result.SystemicLossShare)} of all losses fell on others than those whom the shock struck, or beyond it.");
        if (stress is not null) console.WriteLine($"DebtRank: {Format.Percent(stress.Additional)} of all assets under stress beyond the shock.");
        if (!result.IsSettled) console.WriteLine("Prices were still falling when the run ended: losses are at least these.");
    }

    public static string Word(ContagionNodeKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static Table Rounds(ContagionResult result)
    {
        var table = Terminal.Table("Round by round", "#round", "defaults", "#lost USD", "#unpaid USD", "lost");
        var most = Math.Max(result.Rounds.Max(round => round.LossesUsd.Sum() + round.UnpaidUsd), 1e-300);
        foreach (var round in result.Rounds)
        {
            var lost = round.LossesUsd.Sum();
            Terminal.Row(
                table,
                round.Number.ToString(CultureInfo.InvariantCulture),
                round.Number == 0 ? "(the shock)" : Names(round.Defaults),
                Format.Usd(lost),
                Format.Usd(round.UnpaidUsd),
                new string('#', (int)(BarWidth * lost / most)) + new string('-', (int)(BarWidth * round.UnpaidUsd / most)));
        }

        return table.Caption("# equity lost, - debts unpaid");
    }

    private static string Names(ImmutableArray<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Length > MostNames ? $" and {names.Length - MostNames} more" : "");

    private static Table Nodes(ContagionResult result, DebtRankResult? stress)
    {
        var shown = Enumerable.Range(0, result.Nodes.Length)
            .OrderByDescending(i => result.Nodes[i].LossUsd + result.Nodes[i].UnpaidUsd).ThenBy(i => i).Take(MostNodes).ToList();
        var title = shown.Count == result.Nodes.Length ? "Nodes by loss" : $"The {MostNodes} of {result.Nodes.Length} nodes that lost or failed to pay most";
        var table = Terminal.Table(title, "node", "kind", "#due", "#paid", "#equity before", "#after", "#lost", "#sold", "#default in", "#stress");
        foreach (var i in shown)
        {
            var node = result.Nodes[i];
            Terminal.Row(
                table,
                node.Name,
                Word(node.Kind),
                Format.Usd(node.DueUsd),
                Format.Usd(node.PaidUsd),
                Format.Usd(node.EquityBeforeUsd),
                Format.Usd(node.EquityAfterUsd),
                Format.Usd(node.LossUsd),
                Format.Percent(node.SoldShare),
                node.DefaultRound?.ToString(CultureInfo.InvariantCulture) ?? "-",
                stress is null ? "-" : Format.Percent(stress.Stress[i]));
        }

        return table;
    }

    private static Table Pools(ContagionResult result)
    {
        var table = Terminal.Table("Shared pools", "pool", "#held USD", "#sold USD", "#price after shock", "#price", "#lost to sales");
        foreach (var pool in result.Pools)
            Terminal.Row(table, pool.Name, Format.Usd(pool.HeldUsd), Format.Usd(pool.SoldUsd), Format.Amount(pool.ShockedPrice), Format.Amount(pool.Price), Format.Usd(pool.FireSaleLossUsd));
        return table;
    }
}

using RiskCluster.Runtime.Simulation;

namespace RiskCluster.Cli.Sim;

/// <summary>Prints what simulations found; the exit code is 1 when something broke.</summary>
public static class SimPrinter
{
    private const int MostShown = 10;

    /// <summary>A range of seeds.</summary>
    public static int PrintCampaign(TextWriter output, SimCampaign campaign)
    {
        var count = campaign.Last - campaign.First + 1;
        Line(output, $"seeds {campaign.First}..{campaign.Last}: {campaign.Violated.Count} broke an invariant; {campaign.Replayed} run twice, {campaign.Diverged.Count} diverged");
        Line(output, $"{campaign.Elapsed.TotalSeconds:0.0} s, {campaign.Elapsed.TotalMilliseconds / count:0.0} ms a seed; {campaign.VirtualSeconds / 3600:0.0} virtual hours, {campaign.Events} events, {campaign.Acknowledgements} acknowledgements");
        foreach (var (name, fired) in campaign.Faults) Line(output, $"  {name,-30} {fired,12}");
        foreach (var result in campaign.Violated.Take(MostShown)) Line(output, $"seed {result.Seed}: {Text(result)}");
        if (campaign.Violated.Count > MostShown) Line(output, $"and seeds {string.Join(", ", campaign.Violated.Skip(MostShown).Select(result => result.Seed))}");
        if (campaign.Violated.Count > 0) Line(output, $"again: riskcluster sim --seed {campaign.Violated[0].Seed} --trace");
        foreach (var seed in campaign.Diverged.Take(MostShown)) Line(output, $"seed {seed} gave two histories");
        return campaign.IsClean ? 0 : 1;
    }

    /// <summary>One seed, run twice.</summary>
    public static int PrintSeed(TextWriter output, int seed, Guard off, bool trace)
    {
        var result = Simulator.Run(seed, off, trace ? output.WriteLine : null);
        var again = Simulator.Run(seed, off);
        Line(output, $"seed {seed}: {result.VirtualMs / 1000:0.0} virtual s, {result.Steps} steps, {result.Events} events, {result.Acknowledgements} acknowledgements, {result.Faults.Values.Sum()} faults");
        Line(output, $"hash {result.Hash}, {(again.Hash == result.Hash ? "the same again" : "another the second time")}");
        Line(output, $"{Text(result)}");
        return result.Violation is null && again.Hash == result.Hash ? 0 : 1;
    }

    /// <summary>The guards.</summary>
    public static int PrintGuards(TextWriter output, IReadOnlyList<SimGuardRow> rows)
    {
        Line(output, $"{"guard off",-26} {"noticed",9} {"median seeds",13}  what broke");
        foreach (var row in rows) Line(output, $"{SimGuards.NameOf(row.Guard),-26} {row.Found,4} of {row.Rounds} {row.MedianSeeds,13}  {row.Invariant ?? "nothing"}");
        var missed = rows.Count(row => row.Found < row.Rounds);
        Line(output, $"{rows.Count} guards, {missed} not always noticed");
        return missed == 0 ? 0 : 1;
    }

    private static string Text(SimResult result) => result.Violation is { } broken ? FormattableString.Invariant($"BROKEN at {broken.AtMs:0} ms: {broken.Invariant}: {broken.Detail}") : "every invariant held";

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(FormattableString.Invariant(line));
}

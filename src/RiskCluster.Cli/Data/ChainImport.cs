using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Market;
using Spectre.Console;

namespace RiskCluster.Cli.Data;

/// <summary>Converts chain files to samples. Everything is read, checked and built before the first byte is written.</summary>
internal static class ChainImport
{
    /// <exception cref="InputException">A bad file, two files of one instant, or a folder that cannot be written; nothing has been written then.</exception>
    public static void Run(IReadOnlyList<string> paths, string folder, TextWriter output)
    {
        var imported = new List<ImportedChain>();
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
            AnsiConsole.Progress().Start(context =>
            {
                var task = context.AddTask("reading chains", maxValue: paths.Count);
                ReadAll(paths, imported, () => task.Increment(1));
            });
        else
            ReadAll(paths, imported, () => { });

        var names = imported.ToDictionary(chain => chain.Path, chain => ChainSample.FileName(chain.Chains[0].AsOf));
        foreach (var clash in names.GroupBy(name => name.Value).Where(group => group.Count() > 1))
            throw new InputException(clash.Last().Key, "", $"is of the same instant as {clash.First().Key}");

        OutputFile.Write(imported.Select(chain => (Path.Combine(folder, names[chain.Path]), ChainSample.Write(chain.Chains))));
        foreach (var chain in imported) output.WriteLine(Describe(chain, names[chain.Path]));
    }

    private static void ReadAll(IReadOnlyList<string> paths, List<ImportedChain> imported, Action done)
    {
        foreach (var path in paths.Distinct())
        {
            imported.Add(ImportedChain.Read(path));
            done();
        }
    }

    private static string Describe(ImportedChain chain, string name)
    {
        var errors = chain.Errors;
        var content = FormattableString.Invariant($"{chain.Options} options, {chain.Expiries} expiries, median fit error {100 * errors.MedianVol:F3} vol points");
        return $"{name}: {content}, arbitrage: {chain.Count(SliceStatus.Repaired)} slices repaired, {chain.Count(SliceStatus.Refused)} refused";
    }
}

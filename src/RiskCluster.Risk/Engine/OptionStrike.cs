using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Engine;

/// <summary>One strike of an <see cref="OptionUnit"/>: instrument indices of its call and put (or <see cref="OptionUnit.None"/>), equal in contract size.</summary>
internal readonly record struct OptionStrike(double Strike, double ContractSize, int Call, int Put)
{
    /// <summary>The strikes of a group of options of one expiry, by rising strike; calls and puts alike in strike and size joined when <paramref name="shares"/>.</summary>
    public static List<OptionStrike> Pair(IEnumerable<(int Index, Instrument Instrument)> options, bool shares)
    {
        var strikes = new List<OptionStrike>();
        var ordered = options.OrderBy(item => item.Instrument.Strike).ThenBy(item => item.Instrument.ContractSize).ThenBy(item => item.Instrument.OptionType);
        foreach (var (index, option) in ordered)
        {
            var isCall = option.OptionType == OptionType.Call;
            if (shares && !isCall && strikes.Count > 0 && strikes[^1].Takes(option)) strikes[^1] = strikes[^1] with { Put = index };
            else strikes.Add(new(option.Strike, option.ContractSize, isCall ? index : OptionUnit.None, isCall ? OptionUnit.None : index));
        }

        return strikes;
    }

    /// <summary>Cuts strikes into the fewest chunks of at most <see cref="OptionUnit.Capacity"/>, of nearly equal length.</summary>
    public static IEnumerable<IReadOnlyList<OptionStrike>> Balanced(List<OptionStrike> strikes)
    {
        var chunks = (strikes.Count + OptionUnit.Capacity - 1) / OptionUnit.Capacity;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var start = chunk * strikes.Count / chunks;
            var end = (chunk + 1) * strikes.Count / chunks;
            yield return strikes.GetRange(start, end - start);
        }
    }

    private bool Takes(Instrument put) => Put == OptionUnit.None && Strike == put.Strike && ContractSize == put.ContractSize;
}

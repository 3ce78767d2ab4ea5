using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Instruments;
using static RiskCluster.Core.Venues.VenueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Venues.VenueEvent, RiskCluster.Core.Venues.VenueEffect>;

namespace RiskCluster.Core.Venues;

/// <summary>What a venue lists.</summary>
internal static class VenueListing
{
    private const int MaxInCommand = 5_000;
    private const int MaxListed = 20_000;

    public static Decision Decide(VenueState state, VenueCommand.ListInstruments list, in Turn turn)
    {
        var count = list.Add.Length + list.Remove.Length;
        if (count is 0 or > MaxInCommand) return VenueMachine.Reject(InstrumentCount, "add", $"{count} instruments in one command, 1 to {MaxInCommand} are taken");
        foreach (var name in list.Add)
            if (Fault(name) is { } fault) return VenueMachine.Reject(InstrumentNotAName, "add", fault);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in list.Add.Concat(list.Remove))
            if (!named.Add(name)) return VenueMachine.Reject(InstrumentTwice, "add", $"'{name}' is named twice");

        ImmutableArray<string> added = [.. list.Add.Where(name => !state.Instruments.ContainsKey(name)).Order(StringComparer.Ordinal)];
        ImmutableArray<string> removed = [.. list.Remove.Where(state.Instruments.ContainsKey).Order(StringComparer.Ordinal)];
        var listed = state.Instruments.Count + added.Length - removed.Length;
        if (listed > MaxListed) return VenueMachine.Reject(ListingFull, "add", $"{listed} instruments would be listed, at most {MaxListed} are");
        return added.IsEmpty && removed.IsEmpty ? Decision.Duplicate() : Decision.Accept(new VenueEvent.InstrumentsListed(added, removed, turn.NowMs));
    }

    public static ImmutableSortedDictionary<string, long> Apply(ImmutableSortedDictionary<string, long> instruments, VenueEvent.InstrumentsListed listed) =>
        instruments.RemoveRange(listed.Removed).SetItems(listed.Added.Select(name => KeyValuePair.Create(name, listed.AtMs)));

    private static string? Fault(string name)
    {
        try
        {
            _ = InstrumentName.Parse(name);
            return null;
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Risk.Calibration;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Chaos;

/// <summary>
/// The accounts of the writer that is killed: a whole node, whose accounts take position updates. An update's key is its sequence, so that it is the same message whenever
/// and to whichever process it is sent.
/// </summary>
internal sealed class ChaosAccounts(IRiskNode node)
{
    /// <summary>The venue of all accounts.</summary>
    public const string Venue = "chaos";

    private const string Instrument = "BTC_USDC-PERPETUAL";

    /// <summary>No model margins here, so that nothing is calibrated; a history there must be.</summary>
    public static ModelCalibration Calibration { get; } = new(new DailyHistory(
        new(2025, 1, 1), ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add("BTC", [1, 1]), ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty));

    /// <summary>The stream of an account.</summary>
    public static string Stream(int number) => new ActorAddress(ActorKind.Account, FormattableString.Invariant($"{Venue}/{number}")).ToString();

    /// <summary>Opens a node on a journal and registers the venue, if nobody has.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    /// <exception cref="ActorUnavailableException">The journal cannot be written.</exception>
    public static async Task<RiskNode> Open(IJournal journal)
    {
        var node = await RiskNode.Open(journal, Calibration, new() { Workers = 1 }, CancellationToken.None);
        try
        {
            await Register(node.Actors);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Registers the venue and what it lists, if nobody has.</summary>
    /// <exception cref="ActorUnavailableException">The journal cannot be written.</exception>
    public static async Task Register(IActors actors)
    {
        var venue = actors.Venue(Venue);
        await venue.Tell(new(MessageId.Keyed(Venue, "register"), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "Chaos"))), CancellationToken.None);
        await venue.Tell(new(MessageId.Keyed(Venue, "list"), new VenueCommand.ListInstruments([Instrument], [])), CancellationToken.None);
    }

    /// <summary>The number of the update's event in its stream, new or from its first delivery; null when it is not known to be durable.</summary>
    public async Task<long?> Update(string stream, string key)
    {
        var sequence = long.Parse(key, CultureInfo.InvariantCulture);
        var update = new AccountCommand.ApplyPositions(1, sequence, sequence - 1, [new(Instrument, 1 + sequence % 7, 60_000)]);
        try
        {
            var answer = await Account(stream).Tell(new(MessageId.Keyed(Venue, key), update), CancellationToken.None);
            // Updates are all that happens to these accounts, so that an event's number in the stream is the sequence that it carries; the checker would see if it were not.
            return answer is { IsAccepted: true, Events: [AccountEvent.PositionsApplied applied] } ? applied.Sequence : null;
        }
        catch (ActorUnavailableException)
        {
            return null;
        }
    }

    /// <summary>A fenced read: the last event in memory, if the journal says that this memory is still the owner's.</summary>
    public async Task<long?> Read(string stream)
    {
        try
        {
            return (await Account(stream).Read(fenced: true, CancellationToken.None)).Head;
        }
        catch (ActorUnavailableException)
        {
            return null;
        }
    }

    private IAccount Account(string stream) => node.Actors.Account(ActorAddress.Parse(stream).Key);
}

using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// What a silo does for the owners who move in when it joins, done with made-up ones over a journal in memory: the code is compiled before anybody waits for it. Nothing of it is left but
/// what meters of the process have counted.
/// </summary>
public static class Rehearsal
{
    private const string Venue = "rehearsal";
    private const string Instrument = "BTC_USDC-PERPETUAL";
    private const int Accounts = 8;
    private const int Updates = 3;

    /// <summary>Positions are taken, as messages that have come over the wire; read; and brought back from the journal by another node.</summary>
    /// <param name="calibration">The silo's; no model is made.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidOperationException">What should be taken was refused: the rehearsal is not of what silos do.</exception>
    public static async Task Run(ModelCalibration calibration, CancellationToken cancellation)
    {
        var journal = new MemoryJournal();
        var options = new NodeOptions { Workers = 1, CyclesByItself = false };
        await using (var node = await RiskNode.Open(journal, calibration, options, cancellation))
        {
            var venue = node.Actors.Venue(Venue);
            Taken(await venue.Tell(Sent(new Message<VenueCommand>(Id("register"), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "Rehearsal")))), cancellation));
            Taken(await venue.Tell(Sent(new Message<VenueCommand>(Id("list"), new VenueCommand.ListInstruments([Instrument], []))), cancellation));
            for (var update = 1; update <= Updates; update++)
            {
                for (var number = 0; number < Accounts; number++)
                {
                    var account = node.Actors.Account($"{Venue}/{number}");
                    Taken(await account.Tell(Sent(new Message<AccountCommand>(Id($"{update}"), new AccountCommand.ApplyPositions(1, update, update - 1, [new(Instrument, update, 60_000)]))), cancellation));
                    Sent(await account.Read(fenced: true, cancellation));
                }
            }
        }

        await using var next = await RiskNode.Open(journal, calibration, options, cancellation);
        if (next.Resumed < Accounts) throw new InvalidOperationException($"{next.Resumed} actors came back from the journal, and {Accounts} accounts were there");
    }

    private static MessageId Id(string key) => MessageId.Keyed(Venue, key);

    private static T Sent<T>(T message)
        where T : class => (T)MessageJson.Read(MessageJson.Write(message, message.GetType()), message.GetType());

    private static void Taken<T>(Answer<T> answer)
        where T : class
    {
        if (Sent(answer).Problem is { } problem) throw new InvalidOperationException($"the rehearsal was refused: {problem.Detail}");
    }
}

using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>What a venue sends for one of its accounts: numbered updates until each is acknowledged, fills, orders, consents; and fenced reads.</summary>
internal sealed class SimVenueClient
{
    private const int Updates = 8;
    private const int Fills = 4;
    private const int Collaterals = 4;
    private const int Orders = 6;
    private const int Reads = 12;
    private readonly SimWorld world;
    private readonly string account;
    private readonly string source;
    private readonly string stream;
    private readonly SimClient client;
    private readonly ImmutableArray<SentPositions> updates;
    private readonly ImmutableArray<AccountCommand.SetCollateral> collateral;

    public SimVenueClient(SimWorld world, string account)
    {
        (this.world, this.account, client) = (world, account, new(world));
        source = $"venue:{KeyName.VenueOf(account)}";
        stream = $"Account:{account}";
        updates = SentPositions.Plan(Updates, world.Loop, Instruments);
        collateral = [.. Enumerable.Range(1, Collaterals).Select(sequence => new AccountCommand.SetCollateral(1, sequence, world.Loop.Random.Next(1, 1_000), [new("ETH", sequence)]))];
        world.Witness.Accounts.Expect(account, updates, collateral);
    }

    public static IReadOnlyList<string> Instruments { get; } = ["BTC-27MAR26-100000-C", "BTC-27MAR26-80000-P", "BTC-27MAR26"];

    private IAccount Account => world.Actors.Account(account);

    public async Task SendUpdates()
    {
        for (var i = 0; i < updates.Length; i++)
        {
            await Pause();
            if (i + 1 < updates.Length && !updates[i + 1].IsSnapshot && world.Loop.Happens(0.2)) await Once(i + 1); // too early: it must be refused
            var place = i;
            if (updates[i].IsGivenUp) await Once(i);
            else await client.Ask(() => SendUpdate(place), answer => answer.IsAccepted);
            if (world.Loop.Happens(0.2)) await Once(world.Loop.Random.Next(i + 1)); // again, late
        }
    }

    /// <summary>Collateral, of which the newest counts: all but the last may get lost.</summary>
    public async Task SendCollateral()
    {
        for (var i = 0; i < collateral.Length; i++)
        {
            await Pause();
            var message = Message($"collateral{i}", collateral[i]);
            var answer = await client.Ask(() => Account.Tell(message, default), answer => answer.IsAccepted, attempts: i + 1 < collateral.Length ? 1 : int.MaxValue);
            if (answer is not null) world.Witness.Acknowledged(stream, message.Id, answer.Head, world.Witness.Accounts.State(account).CollateralSequence > i);
            if (i == 0 || !world.Loop.Happens(0.3)) continue;
            var late = Message($"late{i}", collateral[i - 1]); // an older one, sent again in another message
            await client.Ask(() => Account.Tell(late, default), _ => true, attempts: 1);
        }
    }

    public async Task SendFills()
    {
        for (var i = 1L; i <= Fills; i++)
        {
            await Pause();
            var ordinal = i;
            var quantity = world.Loop.Random.Next(1, 5) * (world.Loop.Happens(0.5) ? 1 : -1);
            world.Witness.Accounts.ExpectFill(account, ordinal, quantity);
            var message = Message($"fill{ordinal}", new AccountCommand.ApplyFill("matching", ordinal, FillKind.Trade, SimWorld.FillInstrument, quantity, 50_000));
            var answer = await client.Ask(() => Account.Tell(message, default), answer => answer.IsAccepted);
            world.Witness.Acknowledged(stream, message.Id, answer!.Head, world.Witness.Accounts.State(account).Fills.TryGetValue("matching", out var window) && window.Contains(ordinal));
        }
    }

    public async Task SendOrders()
    {
        for (var i = 0; i < Orders; i++)
        {
            await Pause();
            var orderId = $"{account[^2..]}-order{i}";
            var expiresAtMs = world.NowMs + 1_500;
            world.Witness.Accounts.ExpectOrder(account, orderId, expiresAtMs);
            var reserve = new AccountCommand.Reserve(orderId, SimWorld.FillInstrument, world.Loop.Random.Next(1, 7), 50_000, world.Loop.Random.Next(300, 6_000));
            var message = Message($"reserve{i}", reserve) with { ExpiresAtMs = expiresAtMs };
            var answer = await client.Ask(() => Account.Tell(message, default), _ => true, attempts: 4);
            world.Say($"{account}: order {orderId}: {answer?.Status} {answer?.Problem}");
            if (answer is not { IsAccepted: true }) continue;
            world.Witness.Acknowledged(stream, message.Id, answer.Head, world.Witness.Accounts.HasOrder(account, orderId));
            if (world.Loop.Happens(0.5)) continue;
            world.Witness.Accounts.ExpectRelease(orderId);
            var release = Message($"release{i}", new AccountCommand.Release(orderId));
            var released = await client.Ask(() => Account.Tell(release, default), _ => true);
            if (released!.IsAccepted) world.Witness.Acknowledged(stream, release.Id, released.Head, !world.Witness.Accounts.State(account).Reservations.ContainsKey(orderId));
        }
    }

    public async Task Consent()
    {
        for (var i = 0; i < 3; i++)
        {
            await Pause();
            var owner = world.Owners[world.Loop.Random.Next(world.Owners.Count)];
            var message = Message($"consent{i}", new AccountCommand.ConsentLink(owner));
            var answer = await client.Ask(() => Account.Tell(message, default), _ => true);
            world.Say($"{account}: consent to {owner}: {answer!.Status} {answer.Problem}");
        }
    }

    public async Task ReadFenced()
    {
        for (var i = 0; i < Reads; i++)
        {
            await world.Wait(world.Loop.Between(100, 1_800));
            var told = world.Witness.ToldSeq(stream);
            try
            {
                var reading = await Account.Read(fenced: true, default);
                world.Witness.Check(reading.Head >= told, "a fenced read is not old", $"{stream} was read at {reading.Head}, after somebody had been told of {told}");
                world.Witness.Told(stream, reading.Head);
            }
            catch (ActorUnavailableException)
            {
                world.Faults.Count("answer unknown");
            }
        }
    }

    private static Message<AccountCommand> MessageOf(string source, string key, AccountCommand command) => new(MessageId.Keyed(source, key), command);

    private Message<AccountCommand> Message(string key, AccountCommand command) => MessageOf(source, $"{account}.{key}", command);

    private Task Pause() => world.Wait(world.Loop.Between(50, 2_200));

    private async Task Once(int place)
    {
        try
        {
            await SendUpdate(place);
        }
        catch (ActorUnavailableException)
        {
            world.Faults.Count("answer unknown");
        }
    }

    private async ValueTask<Answer<AccountEvent>> SendUpdate(int place)
    {
        var sent = updates[place];
        var message = Message($"update{place}", sent.Command);
        var answer = await Account.Tell(message, default);
        world.Say($"{account}: update {sent.Epoch}.{sent.Sequence}: {answer.Status} {answer.Problem}");
        if (answer.IsAccepted) world.Witness.Acknowledged(stream, message.Id, answer.Head, world.Witness.Accounts.HasApplied(account, place));
        return answer;
    }
}

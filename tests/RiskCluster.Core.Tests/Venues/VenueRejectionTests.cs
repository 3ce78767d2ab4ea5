using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using static RiskCluster.Core.Turns.ProblemCode;
using static RiskCluster.Core.Venues.VenueRejection;

namespace RiskCluster.Core.Tests.Venues;

/// <summary>What a venue refuses, and in which order.</summary>
public sealed class VenueRejectionTests
{
    private static readonly VenueProfile Profile = new(VenueKind.ChainBook, "ethereum", "USDC", "Aurora");
    private static readonly VenueState Known = VenueMachine.Initial("aurora") with { Profile = Profile };
    private static readonly string Hash = new('a', 64);

    public static TheoryData<string> Names => [.. Tables.Keys];

    private static Dictionary<string, RefusalTable<Case, VenueRejection>> Tables { get; } = new[]
    {
        Table<VenueCommand.Register>(VenueMachine.Initial("aurora"), new VenueCommand.Register(Profile), table => table
            .Row(ChainNotAName, InvalidArgument, c => c.With<VenueCommand.Register>(r => new(r.Profile with { Chain = "a b" })))
            .Row(CurrencyNotACode, InvalidArgument, c => c.With<VenueCommand.Register>(r => new(r.Profile with { MarginCurrency = "usd" })))
            .Row(NameNotPlain, InvalidArgument, c => c.With<VenueCommand.Register>(r => new(r.Profile with { Name = "two\nlines" })))
            .Row(ProfileDiffers, IdempotencyConflict, c => c with { State = Known with { Profile = Profile with { Kind = VenueKind.Vault } } })),
        Table<VenueCommand.ListInstruments>(Known, new VenueCommand.ListInstruments(["BTC-PERPETUAL"], []), table => table
            .Row(NotRegistered, NotFound, c => c with { State = c.State with { Profile = null } })
            .Row(InstrumentCount, InvalidArgument, c => c.With<VenueCommand.ListInstruments>(_ => new([.. Enumerable.Repeat("?", 5_001)], [])))
            .Row(InstrumentNotAName, InvalidArgument, c => c.With<VenueCommand.ListInstruments>(l => new(l.Add.Add("BTC-PERP"), l.Remove)))
            .Row(InstrumentTwice, InvalidArgument, c => c.With<VenueCommand.ListInstruments>(l => new(l.Add, l.Remove.AddRange(l.Add))))
            .Row(ListingFull, TooManyRequests, c => c with
            {
                State = c.State with { Instruments = c.State.Instruments.AddRange(Enumerable.Range(0, 20_000).Select(i => KeyValuePair.Create($"X-{i}", 1L))) },
            })),
        Table<VenueCommand.RecordHeartbeat>(Known, new VenueCommand.RecordHeartbeat(1), table => table
            .Row(NotRegistered, NotFound, c => c with { State = c.State with { Profile = null } })
            .Row(HeartbeatSequence, InvalidArgument, c => c.With<VenueCommand.RecordHeartbeat>(_ => new(0)))),
        Table<VenueCommand.HaltVenue>(Known, new VenueCommand.HaltVenue("feed frozen", "desk"), table => table
            .Row(NotRegistered, NotFound, c => c with { State = c.State with { Profile = null } })
            .Row(ReasonNotPlain, InvalidArgument, c => c.With<VenueCommand.HaltVenue>(h => h with { Reason = " " }))
            .Row(ActorNotAName, InvalidArgument, c => c.With<VenueCommand.HaltVenue>(h => h with { By = "" }))),
        Table<VenueCommand.ResumeVenue>(Known with { Halt = new("x", "desk", 1) }, new VenueCommand.ResumeVenue("feed back", "desk"), table => table
            .Row(NotRegistered, NotFound, c => c with { State = c.State with { Profile = null } })
            .Row(ReasonNotPlain, InvalidArgument, c => c.With<VenueCommand.ResumeVenue>(h => h with { Reason = new('x', 501) }))
            .Row(ActorNotAName, InvalidArgument, c => c.With<VenueCommand.ResumeVenue>(h => h with { By = "a/b" }))),
        Table<VenueCommand.AddKey>(Known, new VenueCommand.AddKey("k1", Hash), table => table
            .Row(NotRegistered, NotFound, c => c with { State = c.State with { Profile = null } })
            .Row(KeyIdNotAName, InvalidArgument, c => c with { Command = new VenueCommand.AddKey("", ((VenueCommand.AddKey)c.Command).SecretHash) })
            .Row(SecretHashForm, InvalidArgument, c => c.With<VenueCommand.AddKey>(k => k with { SecretHash = new('A', 64) }))
            .Row(KeyIdRevoked, VersionConflict, c => c with { State = c.State with { RevokedKeys = c.State.RevokedKeys.Add("k1") } })
            .Row(KeyIdTaken, IdempotencyConflict, c => c with { State = c.State with { Keys = c.State.Keys.SetItem("k1", new(new('b', 64), 1)) } })
            .Row(TooManyKeys, TooManyRequests, c => c with { State = c.State with { Keys = c.State.Keys.SetItems(Enumerable.Range(0, 16).Select(i => KeyValuePair.Create($"l{i}", new VenueKey(Hash, 1)))) } })
            .Row(TooManyRevokedKeys, TooManyRequests, c => c with { State = c.State with { RevokedKeys = [.. Enumerable.Range(0, 1_000).Select(i => $"r{i}")] } })),
        Table<VenueCommand.RevokeKey>(Known with { Keys = Known.Keys.Add("k1", new(Hash, 1)) }, new VenueCommand.RevokeKey("k1"), table => table
            .Row(NotRegistered, NotFound, c => c with { State = c.State with { Profile = null } })
            .Row(KeyIdNotAName, InvalidArgument, c => c.With<VenueCommand.RevokeKey>(_ => new("k 1")))
            .Row(UnknownKey, NotFound, c => c with { State = c.State with { Keys = c.State.Keys.Clear() } })),
        Table<VenueCommand.ChangeInsuranceFund>(Known with { InsuranceFundUsd = 10 }, new VenueCommand.ChangeInsuranceFund("LiquidationQueue:aurora", 70, -10), table => table
            .Row(NotRegistered, NotFound, c => c with { State = c.State with { Profile = null } })
            .Row(FundSourceNotAName, InvalidArgument, c => c.With<VenueCommand.ChangeInsuranceFund>(f => f with { Source = "#" }))
            .Row(FundOrdinal, InvalidArgument, c => c.With<VenueCommand.ChangeInsuranceFund>(f => f with { Ordinal = 0 }))
            .Row(FundOrdinalForgotten, StaleSequence, c => c with { State = c.State with { FundChanges = c.State.FundChanges.SetItem("LiquidationQueue:aurora", new(134, 1)) } })
            .Row(TooManyFundSources, TooManyRequests, c => c with
            {
                State = c.State with { FundChanges = c.State.FundChanges.AddRange(Enumerable.Range(0, 16).Select(i => KeyValuePair.Create($"s{i}", new OrdinalWindow(1, 1)))) },
            })
            .Row(FundAmount, InvalidArgument, c => c.With<VenueCommand.ChangeInsuranceFund>(f => f with { AmountUsd = 0.0000000001m }))
            .Row(FundTooSmall, InvalidArgument, c => c.With<VenueCommand.ChangeInsuranceFund>(f => f with { AmountUsd = -10.01m }))
            .Row(FundTooLarge, InvalidArgument, c => c.With<VenueCommand.ChangeInsuranceFund>(f => f with { AmountUsd = 1e18m }))),
        Table<VenueCommand.DrawInsurance>(Known, new VenueCommand.DrawInsurance("olga", 1, 5), table => table
            .Row(NotRegistered, NotFound, c => c with { State = c.State with { Profile = null } })
            .Row(DrawOwnerNotAName, InvalidArgument, c => c.With<VenueCommand.DrawInsurance>(d => d with { Owner = "#" }))
            .Row(DrawUnwindId, InvalidArgument, c => c.With<VenueCommand.DrawInsurance>(d => d with { UnwindId = 0 }))
            .Row(DrawAmount, InvalidArgument, c => c.With<VenueCommand.DrawInsurance>(d => d with { AskedUsd = 0 }))),
    }.ToDictionary(item => item.Name, item => item.Table);

    [Theory]
    [MemberData(nameof(Names))]
    public void Refused_for_the_first_rule_that_is_broken(string command) => Tables[command].ShouldHold();

    [Fact]
    public void Every_rejection_has_a_row() => RefusalTable<Case, VenueRejection>.ShouldCoverAll(Tables.Values);

    [Fact]
    public void Every_command_has_a_table() => Tables.Keys.ShouldBe(Sample.Cases(typeof(VenueCommand)).Select(type => type.Name), ignoreOrder: true);

    private static (string Name, RefusalTable<Case, VenueRejection> Table) Table<TCommand>(
        VenueState state, VenueCommand command, Func<RefusalTable<Case, VenueRejection>, RefusalTable<Case, VenueRejection>> rows) =>
        (typeof(TCommand).Name, rows(new(typeof(TCommand).Name, new(state, command), c => VenueMachine.Decide(c.State, c.Command, new(1_000)).Problem)));

    private sealed record Case(VenueState State, VenueCommand Command)
    {
        public Case With<TCommand>(Func<TCommand, TCommand> change)
            where TCommand : VenueCommand => this with { Command = change((TCommand)Command) };
    }
}

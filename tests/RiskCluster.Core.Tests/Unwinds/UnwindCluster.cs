using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using Queue = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Liquidations.LiquidationQueueMachine, RiskCluster.Core.Liquidations.LiquidationQueueState, RiskCluster.Core.Liquidations.LiquidationQueueCommand,
    RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Tests.Unwinds;

/// <summary>Olga's portfolio and unwind, and two venues with a queue and an account each, long 10 here and short 10 there; effects travel in order and at least once.</summary>
internal sealed class UnwindCluster
{
    public static readonly string[] Names = ["aurora", "boreas"];
    private static readonly HashSet<string> Listed = [Plans.Instrument];
    private readonly Queue<IEffect> onTheWay = new();

    public UnwindCluster()
    {
        foreach (var venue in Names)
        {
            Venues[venue].Do(new VenueCommand.Register(new(VenueKind.ChainBook, "ethereum", "USDC", venue)));
            Venues[venue].Do(new VenueCommand.ChangeInsuranceFund("desk", 1, 30));
            Accounts[venue].Do(new AccountCommand.ApplyPositions(1, 1, 0, [new(Plans.Instrument, venue == "aurora" ? 10 : -10, 100)]), new(0) { Listed = Listed });
        }
    }

    public Acting<PortfolioMachine, PortfolioState, PortfolioCommand, PortfolioEvent, PortfolioEffect> Owner { get; } = new(PortfolioMachine.Initial("olga"));

    public Acting<UnwindMachine, UnwindState, UnwindCommand, UnwindEvent, UnwindEffect> Unwind { get; } = new(UnwindMachine.Initial("olga"));

    public Dictionary<string, Queue> Queues { get; } = Names.ToDictionary(venue => venue, venue => new Queue(LiquidationQueueMachine.Initial(venue)));

    public Dictionary<string, Acting<VenueMachine, VenueState, VenueCommand, VenueEvent, VenueEffect>> Venues { get; } =
        Names.ToDictionary(venue => venue, venue => new Acting<VenueMachine, VenueState, VenueCommand, VenueEvent, VenueEffect>(VenueMachine.Initial(venue)));

    public Dictionary<string, Acting<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect>> Accounts { get; } =
        Names.ToDictionary(venue => venue, venue => new Acting<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect>(AccountMachine.Initial($"{venue}/alice")));

    public long NowMs { get; set; } = 15_000;

    public List<IEffect> Delivered { get; } = [];

    public string Bytes => string.Concat(new[] { CoreJson.Write(Owner.State), CoreJson.Write(Unwind.State) }
        .Concat(Names.SelectMany(venue => new[] { CoreJson.Write(Queues[venue].State), CoreJson.Write(Venues[venue].State), CoreJson.Write(Accounts[venue].State) })).Select(System.Text.Encoding.UTF8.GetString));

    public bool IsIdle => onTheWay.Count == 0;

    public Problem? Tell(PortfolioCommand command) => Keep(Owner.Do(command, new(NowMs)));

    public Problem? Tell(UnwindCommand command) => Keep(Unwind.Do(command, new(NowMs)));

    public Problem? Tell(string venue, LiquidationQueueCommand command) => Keep(Queues[venue].Do(command, new(NowMs)));

    /// <summary>Delivers the oldest effect.</summary>
    public void DeliverOne()
    {
        var effect = onTheWay.Dequeue();
        Delivered.Add(effect);
        Deliver(effect);
    }

    public void DeliverAll()
    {
        while (!IsIdle) DeliverOne();
    }

    /// <summary>Everything that was ever delivered comes once more, as after a crash before the acknowledgements.</summary>
    public void DeliverAgain()
    {
        foreach (var effect in Delivered.ToArray()) Deliver(effect);
    }

    private void Deliver(IEffect effect)
    {
        var key = effect.Target.Key;
        var problem = effect switch
        {
            PortfolioEffect.StartUnwind start => Keep(Unwind.Do(start.ToCommand(), new(NowMs))),
            UnwindEffect unwind => unwind.ToCommand() switch
            {
                LiquidationQueueCommand command => Tell(key, command),
                VenueCommand command => Keep(Venues[key].Do(command, new(NowMs))),
                var command => Tell((PortfolioCommand)command),
            },
            LiquidationQueueEffect queue => queue.ToCommand() switch
            {
                UnwindCommand command => Tell(command),
                VenueCommand command => Keep(Venues[key].Do(command, new(NowMs))),
                var command => Keep(Accounts[key.Split('/')[0]].Do((AccountCommand)command, new(NowMs) { Listed = Listed })),
            },
            VenueEffect venue => Tell((UnwindCommand)venue.ToCommand()),
            _ => throw new InvalidOperationException(effect.ToString()),
        };
        problem.ShouldBeNull($"an effect is never refused: {effect}");
    }

    private Problem? Keep<TEvent, TEffect>(Decision<TEvent, TEffect> decision)
        where TEffect : IEffect
    {
        foreach (var effect in decision.Effects) onTheWay.Enqueue(effect);
        return decision.Problem;
    }
}

using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Facts;

namespace RiskCluster.Runtime.Actors;

/// <summary>Makes the cells of every kind, each with the facts that its decisions need and whoever follows it. Both engines get their cells here.</summary>
/// <param name="ports">What all cells of the process share.</param>
/// <param name="actors">Where facts about other actors come from.</param>
/// <param name="margins">Where margins come from; null when there are none, and what needs one is refused.</param>
/// <param name="observers">Who follows.</param>
public sealed class ActorCells(CellPorts ports, IActors actors, IMarginSource? margins, CellObservers observers)
{
    private readonly AccountFacts accountFacts = new(actors, margins);
    private readonly PortfolioFacts portfolioFacts = new(margins);
    private readonly MarketFacts marketFacts = new();

    /// <summary>The cell of an actor.</summary>
    /// <exception cref="ArgumentException">There are no actors of that kind, or none can have that key.</exception>
    public IActorCell Of(ActorAddress address) => address.Kind switch
    {
        ActorKind.Venue => Venue(address.Key),
        ActorKind.Account => Account(address.Key),
        ActorKind.Portfolio => Portfolio(address.Key),
        ActorKind.MarketData => MarketData(address.Key),
        ActorKind.RiskParameters => RiskParameters(address.Key),
        ActorKind.Unwind => Unwind(address.Key),
        ActorKind.LiquidationQueue => LiquidationQueue(address.Key),
        ActorKind.SystemRisk => SystemRisk(address.Key),
        _ => throw new ArgumentException($"there are no actors such as {address}", nameof(address)),
    };

    /// <summary>The cell of a venue.</summary>
    public IActorCell<VenueState, VenueCommand, VenueEvent> Venue(string key) =>
        new ActorCell<VenueMachine, VenueState, VenueCommand, VenueEvent, VenueEffect>(new(ActorKind.Venue, key), ports);

    /// <summary>The cell of an account.</summary>
    public IActorCell<AccountState, AccountCommand, AccountEvent> Account(string key) =>
        new ActorCell<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect>(new(ActorKind.Account, key), ports, accountFacts, observers.Accounts);

    /// <summary>The cell of an owner.</summary>
    public IActorCell<PortfolioState, PortfolioCommand, PortfolioEvent> Portfolio(string key) =>
        new ActorCell<PortfolioMachine, PortfolioState, PortfolioCommand, PortfolioEvent, PortfolioEffect>(new(ActorKind.Portfolio, key), ports, portfolioFacts, observers.Portfolios);

    /// <summary>The cell of a market.</summary>
    public IActorCell<MarketDataState, MarketDataCommand, MarketDataEvent> MarketData(string underlying) =>
        new ActorCell<MarketDataMachine, MarketDataState, MarketDataCommand, MarketDataEvent, MarketDataEffect>(new(ActorKind.MarketData, underlying), ports, marketFacts, observers.Markets);

    /// <summary>The cell of a margin model's versions.</summary>
    public IActorCell<RiskParametersState, RiskParametersCommand, RiskParametersEvent> RiskParameters(string model) =>
        new ActorCell<RiskParametersMachine, RiskParametersState, RiskParametersCommand, RiskParametersEvent, RiskParametersEffect>(
            new(ActorKind.RiskParameters, model), ports, null, observers.Parameters);

    /// <summary>The cell of a venue's unwind tasks.</summary>
    public IActorCell<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent> LiquidationQueue(string venue) =>
        new ActorCell<LiquidationQueueMachine, LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent, LiquidationQueueEffect>(new(ActorKind.LiquidationQueue, venue), ports, null, observers.Liquidations);

    /// <summary>The cell of an owner's unwind.</summary>
    public IActorCell<UnwindState, UnwindCommand, UnwindEvent> Unwind(string owner) =>
        new ActorCell<UnwindMachine, UnwindState, UnwindCommand, UnwindEvent, UnwindEffect>(new(ActorKind.Unwind, owner), ports, null, observers.Unwinds);

    /// <summary>The cell of what concerns all at once.</summary>
    public IActorCell<SystemRiskState, SystemRiskCommand, SystemRiskEvent> SystemRisk(string key) =>
        new ActorCell<SystemRiskMachine, SystemRiskState, SystemRiskCommand, SystemRiskEvent, SystemRiskEffect>(new(ActorKind.SystemRisk, key), ports);
}

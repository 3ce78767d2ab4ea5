using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>The actors by key, wherever they are: both engines are one.</summary>
public interface IActors
{
    /// <summary>A protocol.</summary>
    IVenue Venue(string key);

    /// <summary>An account, <c>venue/account</c>.</summary>
    IAccount Account(string key);

    /// <summary>An owner; an account that is nobody's is its own.</summary>
    IPortfolio Portfolio(string key);

    /// <summary>The market of a coin.</summary>
    IMarketData MarketData(string underlying);

    /// <summary>The versions of a margin model.</summary>
    IRiskParameters RiskParameters(string model);

    /// <summary>The unwind tasks of one venue.</summary>
    ILiquidationQueue LiquidationQueue(string venue);

    /// <summary>The cross-venue unwind of one owner.</summary>
    IUnwind Unwind(string owner);

    /// <summary>What concerns all at once: contagion runs, concentration, congestion; there is one.</summary>
    ISystemRisk SystemRisk();

    /// <summary>Activates an actor if it is not active, without asking it for anything, and makes sure that the activation is the newest: what it has for others is delivered then.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be activated now.</exception>
    ValueTask Wake(ActorAddress address, CancellationToken cancellation);
}

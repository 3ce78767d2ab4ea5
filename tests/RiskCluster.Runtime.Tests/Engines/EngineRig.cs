using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>An engine, of one process or of many, that goes on only when the test says so.</summary>
internal abstract class EngineRig : ActorScript, IAsyncDisposable
{
    /// <summary>Lets the processes find out what has become of the others and take what is theirs; nothing to do where there is one.</summary>
    public abstract Task Settle();

    /// <summary>Stops everything where it stands and starts anew on the same journal.</summary>
    public abstract Task Restart();

    public abstract ValueTask DisposeAsync();

    /// <summary>Venues, markets, a model and a first cycle.</summary>
    public async Task Begin()
    {
        await Establish();
        await Tick(65_000);
    }

    /// <summary>A margin cycle everywhere, and its crossings reported.</summary>
    public abstract Task Cycle();

    /// <summary>A new price of BTC from all sources, ETH at its fixed share of it, and a margin cycle.</summary>
    public async Task Tick(decimal price)
    {
        await Observe("BTC", price);
        await Observe("ETH", price * 1_900 / 65_000);
        await Cycle();
    }

    /// <summary>The figure of an account or owner, wherever it is; null when no board has it.</summary>
    public abstract PortfolioFigure? Find(string key);

    /// <summary>The margin of an account or owner.</summary>
    public MarginFigure Figure(string key)
    {
        var figure = Find(key).ShouldNotBeNull($"{key} is on no board");
        return figure.Figure.ShouldNotBeNull(figure.Problem);
    }

    /// <summary>Waits until every effect has been delivered, so that nothing goes on by itself.</summary>
    public abstract Task Quiet();

    /// <summary>The same message again when an actor is on its way from one process to another: that tells what became of it.</summary>
    protected override async Task<T> Ask<T>(Func<ValueTask<T>> call)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await call();
            }
            catch (ActorUnavailableException) when (i < 30)
            {
                await Task.Delay(10);
                await Settle();
            }
        }
    }
}

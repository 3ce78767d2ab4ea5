using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Brings changes of the markets and models that are active here to this silo's board and, one message each, to the other silos'.</summary>
internal sealed class MarketFollowers(ICellObserver<MarketDataState> markets, ICellObserver<RiskParametersState> models, ISiloCluster cluster) : ICellObserver<MarketDataState>, ICellObserver<RiskParametersState>
{
    public void Changed(ActorAddress address, MarketDataState state, long seq)
    {
        markets.Changed(address, state, seq);
        cluster.Publish(MarketNews.Of(state, seq));
    }

    public void Changed(ActorAddress address, RiskParametersState state, long seq)
    {
        models.Changed(address, state, seq);
        cluster.Publish(new ModelNews(address.Key, seq));
    }

    public void Lost(ActorAddress address)
    {
        if (address.Kind == ActorKind.MarketData) markets.Lost(address);
        else models.Lost(address);
    }
}

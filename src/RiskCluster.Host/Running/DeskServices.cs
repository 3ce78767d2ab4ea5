using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Host.Contagion;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Liquidations;
using RiskCluster.Host.Operations;
using RiskCluster.Host.Peers;
using RiskCluster.Host.Streams;

namespace RiskCluster.Host.Running;

/// <summary>What stands behind the routes of the risk desk: figures, streams, liquidations, parameters, operations.</summary>
internal static class DeskServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ReadLane>();
        services.AddSingleton<JournalIndex>();
        services.AddSingleton<PortfolioReads>();
        services.AddSingleton<PortfolioBoard>();
        services.AddSingleton<CoverageReads>();
        services.AddSingleton<ContagionBooks>();
        services.AddSingleton<PeerAnswers>();
        services.AddSingleton<Simulations>();
        services.AddSingleton<Governors>();
        services.AddSingleton<OwnerAliases>();
        services.AddSingleton<LiquidationBoard>();
        services.AddSingleton<Keepers>();
        services.AddSingleton<Settlements>();
        services.AddSingleton<KillSwitch>();
        services.AddSingleton<Draining>();
        services.AddSingleton<Readiness>();
        services.AddHostedService(provider => provider.GetRequiredService<Readiness>());
        services.AddSingleton<CheckpointKey>();
        services.AddSingleton<Attestor>();
        services.AddSingleton<OperationQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<OperationQueue>());
        services.AddSingleton(new StreamOptions());
        services.AddSingleton<ChannelAccess>();
        services.AddSingleton<IChannelSource, DeskChannels>();
        services.AddSingleton<StreamHub>();
        services.AddHostedService(provider => provider.GetRequiredService<StreamHub>());
        services.AddHostedService<RevokedKeys>();
    }
}

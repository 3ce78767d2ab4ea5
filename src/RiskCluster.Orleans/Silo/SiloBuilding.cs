using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;
using RiskCluster.Orleans.Grains;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Orleans.Silo;

/// <summary>Puts a silo together.</summary>
public static class SiloBuilding
{
    private const string Invariant = "Npgsql";

    /// <summary>Adds the node, its grains and everything around them to a silo; how it finds the others is <see cref="UseSettings"/>' business.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="journal">Shared by all silos; whoever gave it closes it.</param>
    /// <param name="calibration">How models are calibrated.</param>
    /// <param name="options">Sizes and times of the node.</param>
    /// <param name="tending">How it tends what is at home on it.</param>
    public static ISiloBuilder AddRiskCluster(this ISiloBuilder builder, IJournal journal, ModelCalibration calibration, NodeOptions options, TendingOptions tending)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // Leases and looks of the roster go by Orleans' own clock, which the node's may not replace.
        builder.Services.AddSingleton(new BoardObservers(TimeProvider.System));
        builder.Services.AddSingleton<ISiloCluster>(services => new OrleansCluster(
            services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<ISiloStatusOracle>(), services.GetRequiredService<BoardObservers>(), services.GetRequiredService<SiloNode>));
        builder.Services.AddSingleton(services => new SiloNode(journal, calibration, options, tending, services.GetRequiredService<ISiloCluster>()));
        builder.Services.AddSingleton<Func<SiloNode>>(services => services.GetRequiredService<SiloNode>);
        builder.Services.AddSingleton(services => services.GetRequiredService<SiloNode>().Here);
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloLifetime>();
        builder.Services.AddMessages();
        builder.AddOutgoingGrainCallFilter<UnavailableFilter>();
        builder.AddPlacementDirector<OwnerPlacementStrategy, OwnerPlacementDirector>();
        return builder.Tuned();
    }

    /// <summary>Messages as JSON; for silos and clients.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageCodec>();
        services.AddSingleton<IGeneralizedCodec>(provider => provider.GetRequiredService<MessageCodec>());
        services.AddSingleton<IGeneralizedCopier>(provider => provider.GetRequiredService<MessageCodec>());
        services.AddSingleton<ITypeFilter>(provider => provider.GetRequiredService<MessageCodec>());
        return services;
    }

    /// <summary>Joins a cluster.</summary>
    public static ISiloBuilder UseSettings(this ISiloBuilder builder, SiloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        builder.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ClusterId));
        builder.Configure<SiloOptions>(options => options.SiloName = settings.Name);
        if (settings.Connection is { } connection)
        {
            builder.ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort);
            builder.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, connection));
            builder.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, connection));
            builder.AddAdoNetGrainStorage(RosterGrain.StorageName, options => (options.Invariant, options.ConnectionString, options.GrainStorageSerializer) = (Invariant, connection, new CoreJsonStorage()));
        }
        else
        {
            builder.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, null, settings.ClusterId, settings.ClusterId);
            builder.UseInMemoryReminderService();
            builder.AddMemoryGrainStorage(RosterGrain.StorageName);
        }

        return settings.Certificate is null ? builder : builder.Secured(settings);
    }

    // With the defaults a killed silo is missed for 10 to 18 s and a frozen one for a minute; and after all were killed at once nobody would join before the dead are given up.
    private static ISiloBuilder Tuned(this ISiloBuilder builder) => builder
        .Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.MinProbeTimeout = TimeSpan.FromSeconds(1);
            // Nobody is given up who has said anything on any connection within this time as often as probes may be missed.
            options.MaxProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 3;
            // The last probe goes by another silo, whose answer does not count while it is busy itself; two that have asked by themselves decide as well, and always in the same time.
            options.EnableIndirectProbes = false;
            options.NumVotesForDeathDeclaration = 2;
            // After all silos were killed at once newcomers wait until the dead have missed three of their signs of life and a reading of the table has shown it; then they vote them out.
            options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
            options.MaxJoinAttemptTime = TimeSpan.FromSeconds(20);
        })
        .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = options.SystemResponseTimeout = TimeSpan.FromSeconds(3));

    private static ISiloBuilder Secured(this ISiloBuilder builder, SiloSettings settings)
    {
        var authority = settings.Authority ?? throw new ArgumentException("authority: who signs the certificates of silos has to be named with a certificate", nameof(settings));
        var trust = new SiloTrust(authority);
        return builder.UseTls(settings.Certificate!, options =>
        {
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            // The default lets a silo in that shows none.
            options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.RemoteCertificateValidation = (certificate, _, _) => trust.Accepts(certificate);
            options.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = settings.ClusterId;
        });
    }
}

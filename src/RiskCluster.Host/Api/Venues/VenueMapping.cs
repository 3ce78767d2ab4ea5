using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Venues;

namespace RiskCluster.Host.Api.Venues;

/// <summary>Venues as bodies.</summary>
internal static class VenueMapping
{
    public static VenueProfile Profile(this VenueRegistration registration) => new(registration.Kind.Core(), registration.Chain, registration.MarginCurrency, registration.Name);

    /// <summary>A venue that has registered.</summary>
    public static VenueDocument Document(this VenueState state)
    {
        var profile = state.Profile!;
        return new(
            state.Venue,
            profile.Name,
            profile.Kind.Body(),
            profile.Chain,
            profile.MarginCurrency,
            state.Halt is null ? VenueStatus.Active : VenueStatus.Halted,
            state.Halt?.Reason,
            state.Instruments.Count,
            [.. state.Keys.Keys],
            state.InsuranceFundUsd,
            state.Heartbeat?.AtMs);
    }

    private static VenueKind Core(this VenueMarketKind kind) => kind switch
    {
        VenueMarketKind.CentralBook => VenueKind.CentralBook,
        VenueMarketKind.ChainBook => VenueKind.ChainBook,
        VenueMarketKind.Pool => VenueKind.Pool,
        VenueMarketKind.Vault => VenueKind.Vault,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind of venue"),
    };

    private static VenueMarketKind Body(this VenueKind kind) => kind switch
    {
        VenueKind.CentralBook => VenueMarketKind.CentralBook,
        VenueKind.ChainBook => VenueMarketKind.ChainBook,
        VenueKind.Pool => VenueMarketKind.Pool,
        VenueKind.Vault => VenueMarketKind.Vault,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind of venue"),
    };
}

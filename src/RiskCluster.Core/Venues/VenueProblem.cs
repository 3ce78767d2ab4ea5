using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Venues;

/// <summary>A venue's refusal as the problem that the caller sees.</summary>
internal static class VenueProblem
{
    public static Problem Of(VenueRejection rejection, string? param, string detail) => new(Code(rejection), Reasons.Of(rejection), param, detail);

    private static ProblemCode Code(VenueRejection rejection) => rejection switch
    {
        VenueRejection.NotRegistered or VenueRejection.UnknownKey => ProblemCode.NotFound,
        VenueRejection.ProfileDiffers or VenueRejection.KeyIdTaken => ProblemCode.IdempotencyConflict,
        VenueRejection.FundOrdinalForgotten => ProblemCode.StaleSequence,
        VenueRejection.KeyIdRevoked => ProblemCode.VersionConflict,
        VenueRejection.ListingFull or VenueRejection.TooManyKeys or VenueRejection.TooManyRevokedKeys or VenueRejection.TooManyFundSources => ProblemCode.TooManyRequests,
        _ => ProblemCode.InvalidArgument,
    };
}

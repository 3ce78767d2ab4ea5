using System.Text.Json;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Parameters;

/// <summary>Governance's refusals as problems.</summary>
internal static class RiskParametersProblems
{
    public static Problem With(this RiskParametersRejection rejection, string? param, string detail) =>
        new(Code(rejection), JsonNamingPolicy.SnakeCaseLower.ConvertName(rejection.ToString()), param, detail, rejection is RiskParametersRejection.NotDue);

    private static ProblemCode Code(RiskParametersRejection rejection) => rejection switch
    {
        RiskParametersRejection.NotEstablished or RiskParametersRejection.UnknownVersion => ProblemCode.NotFound,
        RiskParametersRejection.NotGovernor or RiskParametersRejection.OwnProposal or RiskParametersRejection.Frozen or RiskParametersRejection.NotApproved => ProblemCode.PermissionDenied,
        RiskParametersRejection.NotDue or RiskParametersRejection.BlastRadius or RiskParametersRejection.ChangeCap or RiskParametersRejection.RollbackLoosens => ProblemCode.PermissionDenied,
        RiskParametersRejection.AlreadyEstablished or RiskParametersRejection.NotOpen or RiskParametersRejection.HashMismatch or RiskParametersRejection.BaseChanged => ProblemCode.VersionConflict,
        RiskParametersRejection.NoImpact or RiskParametersRejection.ImpactTooOld => ProblemCode.Unavailable,
        _ => ProblemCode.InvalidArgument,
    };
}

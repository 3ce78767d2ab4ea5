using System.Text.Json;

namespace RiskCluster.Core.Turns;

/// <summary>The name under which a refusal is shown.</summary>
public static class Reasons
{
    /// <summary>The member's name in snake_case, such as <c>sequence_gap</c>.</summary>
    public static string Of<TRejection>(TRejection rejection)
        where TRejection : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(rejection.ToString());
}

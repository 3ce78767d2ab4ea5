using Microsoft.AspNetCore.Http;

namespace RiskCluster.Host.Answers;

/// <summary>The id of a request: in its answer, its problem and its log lines.</summary>
internal static class RequestIds
{
    private const string Header = "X-Request-Id";

    /// <summary>Names a request.</summary>
    public static void Give(HttpContext http)
    {
        http.TraceIdentifier = Random.Shared.GetHexString(20, lowercase: true);
        Stamp(http);
    }

    /// <summary>Writes the name into the answer's headers.</summary>
    public static void Stamp(HttpContext http) => http.Response.Headers[Header] = http.TraceIdentifier;
}

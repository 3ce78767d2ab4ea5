using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Requests;

/// <summary>The name under which a request's message is told to actors, so that a retry changes nothing.</summary>
internal static class MessageNames
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 128;

    /// <summary>Who calls.</summary>
    public static Caller Caller(this HttpContext http) => http.Features.Get<Caller>()!;

    /// <summary>
    /// The caller's <c>Idempotency-Key</c>; without one, the name that follows from what the request says; where nothing does, a random one: such a request is not safe to
    /// repeat.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="ownName">What names the message by itself, such as <c>positions:1:7</c>; null when nothing does.</param>
    /// <exception cref="RefusedException">The key is too long or not plain.</exception>
    public static MessageId MessageId(this HttpContext http, string? ownName = null)
    {
        var header = http.Request.Headers[Header];
        if (header.Count == 0) return Core.Turns.MessageId.Keyed(http.Caller().Subject, ownName ?? RandomNumberGenerator.GetHexString(32, lowercase: true));
        var key = header.ToString();
        if (header.Count > 1 || key.Length is 0 or > LongestKey || !key.All(c => c is > ' ' and < (char)127))
            throw Refusals.Invalid("idempotency_key", "idempotency-key", $"the Idempotency-Key is not one of 1 to {LongestKey} visible ASCII characters");
        return Core.Turns.MessageId.Keyed(http.Caller().Subject, key);
    }
}

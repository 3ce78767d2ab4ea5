namespace RiskCluster.Contracts;

/// <summary>Why a request was refused, <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Type">Where the code is explained: <c>/docs/problems#code</c>.</param>
/// <param name="Title">The code in words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The class of refusal, on which programs act.</param>
/// <param name="Reason">The rule that refused, in snake_case.</param>
/// <param name="Detail">One sentence for people, with the numbers.</param>
/// <param name="RequestId">Names the request in the server's logs.</param>
/// <param name="Retryable">True when the same request may succeed later without a change.</param>
/// <param name="Param">The field at fault; left out when none is.</param>
/// <param name="ExpectedSequence">The sequence that would be accepted next; of a gap only.</param>
/// <param name="RetryAfterMs">How long to wait; of quotas and overload only.</param>
public sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Code,
    string Reason,
    string Detail,
    string RequestId,
    bool Retryable,
    string? Param = null,
    long? ExpectedSequence = null,
    long? RetryAfterMs = null);

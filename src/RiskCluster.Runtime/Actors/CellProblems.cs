using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>The refusals that a cell gives itself, whatever the actor's rules.</summary>
internal static class CellProblems
{
    public static Problem Expired(long expiresAtMs, long nowMs) =>
        new(ProblemCode.Unavailable, "message_expired", "expires_at", $"the message expired at {expiresAtMs} and came at {nowMs}: it was not read");

    public static Problem Conflict(MessageId id) =>
        new(ProblemCode.IdempotencyConflict, "idempotency_conflict", "idempotency_key", $"{id} came before with another body");

    public static Problem Internal(ActorAddress address, Exception bug) =>
        new(ProblemCode.Unavailable, "internal_error", null, $"{address} could not decide ({bug.GetType().Name}): nothing has changed");

    public static Problem MailboxFull(ActorAddress address, int capacity) =>
        new(ProblemCode.TooManyRequests, "mailbox_full", null, $"{capacity} messages wait for {address} already", Retryable: true);
}

using System.Collections.Immutable;
using RiskCluster.Core.Attestation;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Attestation;

/// <summary>
/// Signed attestations from the risk board: the margin of one account with its place in the tree over all accounts of the cycle, or the whole cycle. The tree is made when somebody
/// asks, once for each cycle at most and no more often than <see cref="AttestationOptions.TreeEvery"/>.
/// </summary>
/// <param name="board">Whose accounts.</param>
/// <param name="keys">Who signs; at least one. Signers in other hands add theirs with <see cref="SignedAttestation.With"/>.</param>
/// <param name="time">The board's clock.</param>
/// <param name="options">Times.</param>
/// <remarks>Safe from any thread. Making a tree keeps whoever else asks waiting, never the margin cycle.</remarks>
public sealed class AttestationMaker(RiskBoard.RiskBoard board, ImmutableArray<AttestationKey> keys, TimeProvider time, AttestationOptions options)
{
    private readonly Lock making = new();
    private AttestedCycle? made;

    /// <summary>The attestation of one account.</summary>
    /// <param name="account"><c>venue/account</c>.</param>
    /// <param name="domain">For which contract on which chain.</param>
    /// <param name="cancellation">Gives up making the tree.</param>
    public AttestationAnswer Attest(string account, AttestationDomain domain, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (Refusal(domain) is { } refusal) return new(null, refusal);
        if (!KeyName.IsValidAccount(account)) return Refused(ProblemCode.InvalidArgument, "bad_account", "account", "an account is venue/account");
        if (Cycle(cancellation) is not { } cycle) return Refused(ProblemCode.Unavailable, "no_cycle", null, "no margin cycle has run yet");
        if (cycle.Find(account, ExpiryMs) is not var (attestation, proof)) return Missing(account);
        var digest = domain.Digest(attestation.StructHash());
        return new(new(SignedAttestation.CurrentFormat, domain, attestation, proof, digest, Sign(digest)), null);
    }

    /// <summary>The attestation of the whole cycle; null with the problem when there is none.</summary>
    /// <param name="domain">For which contract on which chain.</param>
    /// <param name="cancellation">Gives up making the tree.</param>
    public (SignedCycle? Cycle, Problem? Problem) AttestCycle(AttestationDomain domain, CancellationToken cancellation = default)
    {
        if (Refusal(domain) is { } refusal) return (null, refusal);
        if (Cycle(cancellation)?.Whole(ExpiryMs) is not { } whole) return (null, new(ProblemCode.Unavailable, "no_cycle", null, "no margin cycle has margined an account yet", Retryable: true));
        var digest = domain.Digest(whole.StructHash());
        return (new(SignedCycle.CurrentFormat, domain, whole, digest, Sign(digest)), null);
    }

    private long ExpiryMs => (time.GetUtcNow() + options.Lifetime).ToUnixTimeMilliseconds();

    private static AttestationAnswer Refused(ProblemCode code, string reason, string? param, string detail) => new(null, new(code, reason, param, detail, code == ProblemCode.Unavailable));

    private Problem? Refusal(AttestationDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        if (domain.FirstFault() is var (param, rule)) return new(ProblemCode.InvalidArgument, "bad_domain", param, $"{param} {rule}");
        var age = board.Age;
        return age <= options.MaxAge ? null : new(ProblemCode.Unavailable, "margin_too_old", null, FormattableString.Invariant($"the oldest margin is {age.TotalSeconds:0.0} s old"), Retryable: true);
    }

    private AttestationAnswer Missing(string account)
    {
        if (board.Figure(account) is not { } figure) return Refused(ProblemCode.NotFound, "unknown_account", "account", $"{account} is not on the board");
        return Refused(ProblemCode.Unavailable, "no_margin", "account", figure.Problem ?? $"{account} has come after the cycle that is attested, or its owner has no margin");
    }

    private AttestedCycle? Cycle(CancellationToken cancellation)
    {
        lock (making)
        {
            // Never two trees of one cycle: they would be two answers under one number.
            if (made is { } kept && (ReferenceEquals(kept.View, board.View) || time.GetUtcNow() - kept.MadeAt < options.TreeEvery)) return kept;
            if (board.Figures(cancellation) is { } figures) made = new(figures, time.GetUtcNow());
            return made;
        }
    }

    private ImmutableArray<AttestationSignature> Sign(Hash256 digest) => [.. keys.Select(key => key.Sign(digest)).OrderBy(signature => signature.Signer)];
}

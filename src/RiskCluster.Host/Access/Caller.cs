using System.Collections.Immutable;

namespace RiskCluster.Host.Access;

/// <summary>Who calls, as the credentials prove it.</summary>
/// <param name="Subject">Name of the key's holder or of the person; source of idempotency keys and quotas.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Venue">The venue whose it is; null for none.</param>
/// <param name="Owner">The owner whose it is; null for none.</param>
/// <param name="Source">The oracle source that it is; null for none.</param>
/// <param name="Keeper">The keeper that it is; null for none.</param>
public sealed record Caller(string Subject, ImmutableHashSet<Scope> Scopes, string? Venue = null, string? Owner = null, string? Source = null, string? Keeper = null)
{
    /// <summary>Until when its credentials prove it, unix milliseconds; null where they do not end by themselves.</summary>
    public long? ExpiresAtMs { get; init; }

    /// <summary>The key that proves it, which may be taken back; null where none does.</summary>
    public string? KeyId { get; init; }

    /// <summary>Nobody known.</summary>
    public static Caller Anonymous { get; } = new("anonymous", [Scope.Anonymous]);

    /// <summary>True when it has the scope.</summary>
    public bool Has(Scope scope) => scope == Scope.Anonymous || Scopes.Contains(scope);
}

namespace RiskCluster.Host.Access;

/// <summary>Where accounts net.</summary>
public interface IAccountOwners
{
    /// <summary>The owner of an account; null when it has none but itself, or is no account.</summary>
    /// <param name="account"><c>venue/account</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<string?> OwnerOf(string account, CancellationToken cancellation);
}

namespace RiskCluster.Risk.Language;

/// <summary>A component that counts the shocked value of an expiry's options in part.</summary>
internal interface IExpiryDiscount
{
    /// <summary>What the value is multiplied with.</summary>
    double Factor(ExpiryBook book, double shockedValue);
}

namespace RiskCluster.Risk.Engine;

/// <summary>Why a figure cannot be given. It stands in place of a number, so that nothing non-finite ever leaves Risk; callers fail closed.</summary>
/// <param name="Reason">One clause for people, without the instrument's name.</param>
public sealed record Unavailable(string Reason)
{
    /// <summary>No snapshot of the underlying has been filled in yet.</summary>
    public static readonly Unavailable NoMarket = new("no market snapshot of its underlying has come in yet");

    /// <summary>The scenario set was made without this underlying.</summary>
    public static readonly Unavailable NoScenarios = new("the scenario set does not know its underlying");

    /// <summary>The expiry has passed.</summary>
    public static readonly Unavailable Expired = new("it has expired");

    /// <summary>An index, mark or forward price is missing, not positive or not finite.</summary>
    public static readonly Unavailable NoPrice = new("its index, mark or forward price is missing or not a positive number");

    /// <summary>The surface has no volatility for it.</summary>
    public static readonly Unavailable NoVolatility = new("the volatility surface has no value for it");

    /// <summary>It is owed as collateral, and the market does not say what it is worth.</summary>
    public static readonly Unavailable UnpricedDebt = new("it is owed, and no market says what it is worth");

    /// <summary>Its figures leave the range in which the kernels are finite.</summary>
    public static readonly Unavailable OutOfRange = new("its price, strike, contract size or rate is out of the range that can be priced");
}

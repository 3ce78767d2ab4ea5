using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Language;

/// <summary>The market of one expiry.</summary>
/// <param name="Expiry">The settlement time that instrument names mean.</param>
/// <param name="SecondsToExpiry">Time left; >= 0, and 0 once it has expired.</param>
/// <param name="ForwardUsd">USD per coin for delivery at expiry; >= 0.</param>
/// <param name="ForwardConfidence">Of the forward, within [0, 1].</param>
/// <param name="RateAnnual">Continuously compounded.</param>
/// <param name="RateConfidence">Of the rate, within [0, 1].</param>
/// <param name="Smile">Volatilities; null where no option is held.</param>
/// <param name="VolConfidence">Of the smile, within [0, 1].</param>
/// <param name="FixedForwardUsd">The part of the forward that is settled already and moves no more; null when the model's settlement window says it.</param>
public sealed record ExpiryQuote(
    UnixTime Expiry,
    double SecondsToExpiry,
    double ForwardUsd,
    double ForwardConfidence = 1,
    double RateAnnual = 0,
    double RateConfidence = 1,
    SmileQuote? Smile = null,
    double VolConfidence = 1,
    double? FixedForwardUsd = null)
{
    /// <summary>Years of 365 days.</summary>
    public double MaturityYears => SecondsToExpiry / UnixTime.SecondsPerYear;
}

namespace RiskCluster.Risk.Instruments;

/// <summary>One listed contract, complete and immutable (MODEL INS-1).</summary>
/// <param name="Name">The name under which venues list it, such as <c>BTC-27MAR26-100000-C</c>.</param>
/// <param name="Underlying">The coin whose market prices it, such as <c>BTC</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Settlement">What it pays in.</param>
/// <param name="OptionType">The right; meaningful for options only.</param>
/// <param name="Strike">USD per coin; 0 for anything but options.</param>
/// <param name="Expiry">Settlement time; <see cref="NoExpiry"/> for spot and perpetuals.</param>
/// <param name="ContractSize">
/// What one unit of position stands for: coins for spot, linear contracts and options; USD of notional for inverse futures and perpetuals.
/// </param>
public sealed record Instrument(
    string Name,
    string Underlying,
    InstrumentKind Kind,
    Settlement Settlement,
    OptionType OptionType,
    double Strike,
    UnixTime Expiry,
    double ContractSize)
{
    /// <summary>The expiry of what never expires.</summary>
    public static readonly UnixTime NoExpiry = new(long.MaxValue);

    /// <summary>True for options.</summary>
    public bool IsOption => Kind == InstrumentKind.Option;

    /// <summary>True when one unit is an amount of USD rather than of coin: inverse futures and perpetuals.</summary>
    public bool IsSizedInUsd => Settlement == Settlement.Inverse && Kind is (InstrumentKind.Future or InstrumentKind.Perpetual);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

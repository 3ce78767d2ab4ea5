using RiskCluster.Core.Margins;

namespace RiskCluster.Core.Attestation;

/// <summary>The margin of one account as it is attested: a leaf of its cycle's tree, and part of what is signed. Requirements are rounded up, equities and excesses down, to 1e-6 USD.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Owner">Who answers for it; its own key when it is linked to nobody.</param>
/// <param name="Status">How far it may be trusted: the worst market of what the account and its owner hold.</param>
/// <param name="InitialMarginUsd">Of the account alone; at least 0.</param>
/// <param name="MaintenanceMarginUsd">Of the account alone; at least 0 and at most the initial margin.</param>
/// <param name="EquityUsd">Of the account alone.</param>
/// <param name="OwnerInitialExcessUsd">Equity over initial margin of all accounts of the owner together. This decides: accounts that hedge each other are one portfolio.</param>
/// <param name="OwnerMaintenanceExcessUsd">Equity over maintenance margin of all of them; at least the excess over initial margin.</param>
/// <param name="RiskUnits">Universal Risk Units of the account alone: its 99 % expected shortfall in USD (MODEL MRG-8).</param>
/// <param name="RiskUnitVersion">Only units of one version compare.</param>
/// <param name="MarketSeq">Number of the margin cycle.</param>
/// <param name="PositionSeq">Journal sequence of the account.</param>
/// <param name="ParametersVersion">Number of the active version of the parameters.</param>
/// <param name="ModelHash">SHA-256 of the model's document.</param>
/// <param name="TimestampMs">When the cycle began, unix milliseconds.</param>
public sealed record AttestedMargin(
    string Account,
    string Owner,
    FigureStatus Status,
    decimal InitialMarginUsd,
    decimal MaintenanceMarginUsd,
    decimal EquityUsd,
    decimal OwnerInitialExcessUsd,
    decimal OwnerMaintenanceExcessUsd,
    decimal RiskUnits,
    Hash256 RiskUnitVersion,
    long MarketSeq,
    long PositionSeq,
    long ParametersVersion,
    Hash256 ModelHash,
    long TimestampMs)
{
    /// <summary>The EIP-712 type.</summary>
    internal const string Type =
        "AttestedMargin(string account,string owner,uint8 status,int256 initialMargin,int256 maintenanceMargin,int256 equity,int256 ownerInitialExcess,"
        + "int256 ownerMaintenanceExcess,int256 riskUnits,bytes32 riskUnitVersion,uint64 marketSeq,uint64 positionSeq,uint64 parametersVersion,bytes32 modelHash,uint64 timestampMs)";

    /// <summary>The EIP-712 hash of the structure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An amount is beyond 1e18 USD or not whole in 1e-6 USD.</exception>
    public Hash256 StructHash() =>
        new StructWords(Type)
            .Add(Account).Add(Owner).Add((long)Status)
            .AddUsd(InitialMarginUsd).AddUsd(MaintenanceMarginUsd).AddUsd(EquityUsd).AddUsd(OwnerInitialExcessUsd).AddUsd(OwnerMaintenanceExcessUsd).AddUsd(RiskUnits)
            .Add(RiskUnitVersion).Add(MarketSeq).Add(PositionSeq).Add(ParametersVersion).Add(ModelHash).Add(TimestampMs)
            .Hash;

    /// <summary>The field at fault and its rule; null when there is none. What passes is accepted by the contract too.</summary>
    public (string Param, string Rule)? FirstFault()
    {
        if (Account.Length == 0) return ("account", "is not empty");
        if (Owner.Length == 0) return ("owner", "is not empty");
        foreach (var (usd, name) in new[]
        {
            (InitialMarginUsd, "initial_margin_usd"), (MaintenanceMarginUsd, "maintenance_margin_usd"), (EquityUsd, "equity_usd"), (OwnerInitialExcessUsd, "owner_initial_excess_usd"),
            (OwnerMaintenanceExcessUsd, "owner_maintenance_excess_usd"), (RiskUnits, "risk_units"),
        })
            if (!MicroUsd.IsAmount(usd)) return (name, "is within +-1e18 and a whole number of 1e-6 USD");
        if (MaintenanceMarginUsd < 0) return ("maintenance_margin_usd", "is at least 0");
        if (InitialMarginUsd < MaintenanceMarginUsd) return ("initial_margin_usd", "is at least the maintenance margin");
        if (OwnerMaintenanceExcessUsd < OwnerInitialExcessUsd) return ("owner_maintenance_excess_usd", "is at least the excess over initial margin");
        if (RiskUnits < 0) return ("risk_units", "is at least 0");
        foreach (var (number, name) in new[] { (MarketSeq, "market_seq"), (TimestampMs, "timestamp_ms") })
            if (number <= 0) return (name, "is above 0");
        return PositionSeq < 0 ? ("position_seq", "is at least 0") : ParametersVersion < 0 ? ("parameters_version", "is at least 0") : null;
    }
}

using System.Text.Json;

namespace RiskCluster.Cli.Input;

/// <summary>The shape of a portfolio file; FORMATS.md tells what each member means.</summary>
internal sealed record PortfolioDocument(IReadOnlyList<AccountEntry> Accounts, IReadOnlyDictionary<string, JsonElement>? Overrides = null);

/// <summary>One account of a portfolio file.</summary>
internal sealed record AccountEntry(
    string Venue,
    string Account,
    double CashUsd,
    IReadOnlyList<PositionEntry> Positions,
    string? Owner = null,
    IReadOnlyList<CollateralEntry>? Collateral = null,
    double SpotMargin = 0,
    double MmpMargin = 0,
    double OpenOrdersMargin = 0);

/// <summary>One position of a portfolio file.</summary>
internal sealed record PositionEntry(
    string Instrument,
    double Size,
    double? AveragePrice = null,
    string? SizeUnit = null,
    double UnrealisedFunding = 0,
    double UnrealisedPnl = 0,
    IReadOnlyList<double>? RiskArray = null,
    double Delta = 0,
    double Days = 0);

/// <summary>One collateral asset of a portfolio file.</summary>
internal sealed record CollateralEntry(string Asset, double Amount, string? Chain = null);

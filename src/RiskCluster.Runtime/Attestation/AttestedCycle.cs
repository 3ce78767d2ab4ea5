using System.Collections.Immutable;
using RiskCluster.Core.Attestation;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Attestation;

/// <summary>All accounts of a cycle as leaves of a tree. The one crossing from figures to attested decimals: requirements up, equities and excesses down.</summary>
internal sealed class AttestedCycle
{
    private readonly ImmutableArray<AttestedMargin> margins;
    private readonly Dictionary<string, int> places;
    private readonly MerkleTree? tree;

    public AttestedCycle(CycleFigures figures, DateTimeOffset madeAt)
    {
        (View, MadeAt) = (figures.View, madeAt);
        var inputs = figures.View.Inputs(0);
        var modelHash = Hash256.Parse("0x" + figures.View.Model.Model.ContentHash);
        var unitVersion = Hash256.Parse("0x" + figures.RiskUnitVersion);
        margins = [.. figures.Accounts.Select(account => new AttestedMargin(
            account.Account,
            account.Owner,
            account.Status,
            UsdRounding.Requirement(account.Figure.InitialMarginUsd),
            UsdRounding.Requirement(account.Figure.MaintenanceMarginUsd),
            UsdRounding.Equity(account.Figure.EquityUsd),
            UsdRounding.Equity(account.OwnerFigure.EquityUsd) - UsdRounding.Requirement(account.OwnerFigure.InitialMarginUsd),
            UsdRounding.Equity(account.OwnerFigure.EquityUsd) - UsdRounding.Requirement(account.OwnerFigure.MaintenanceMarginUsd),
            UsdRounding.Requirement(account.RiskUnits),
            unitVersion,
            inputs.MarketSeq,
            account.PositionSeq,
            inputs.ParametersVersion,
            modelHash,
            inputs.TimestampMs)).Where(margin => margin.FirstFault() is null)];
        places = margins.Select((margin, index) => (margin.Account, index)).ToDictionary(item => item.Account, item => item.index, StringComparer.Ordinal);
        if (margins.IsEmpty) return;
        tree = new([.. margins.Select(margin => margin.StructHash())]);
    }

    /// <summary>The cycle.</summary>
    public BoardView View { get; }

    public DateTimeOffset MadeAt { get; }

    /// <summary>An account's attestation and proof; null when it has no margin in this cycle.</summary>
    public (MarginAttestation Attestation, MerkleProof Proof)? Find(string account, long expiryMs) =>
        places.TryGetValue(account, out var index) ? (new(margins[index], expiryMs, tree!.Root), tree.Prove(index)) : null;

    /// <summary>The whole cycle; null when nobody has a margin.</summary>
    public CycleAttestation? Whole(long expiryMs) =>
        tree is null ? null : new(tree.Root, tree.Count, margins[0].MarketSeq, margins[0].ParametersVersion, margins[0].ModelHash, margins[0].TimestampMs, expiryMs);
}

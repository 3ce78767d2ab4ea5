using RiskCluster.Cli.Input;
using RiskCluster.Risk.Language;

namespace RiskCluster.Cli.Language;

/// <summary>One margin and whose it is.</summary>
/// <param name="Account">The account; null for an owner's netted accounts.</param>
/// <param name="Owner">The owner.</param>
/// <param name="Margin">The figures.</param>
internal sealed record LanguageMargin(ModelAccount? Account, string Owner, ModelMargin Margin)
{
    /// <summary>How people are told whose it is.</summary>
    public string Key => Account?.Portfolio.Key ?? Owner;
}

using RiskCluster.Risk.Language;

namespace RiskCluster.Cli.Input;

/// <summary>An account of a portfolio file, as the models of the language see it.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Account">Its name there.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Portfolio">What it holds.</param>
internal sealed record ModelAccount(string Venue, string Account, string Owner, ModelPortfolio Portfolio);

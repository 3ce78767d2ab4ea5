namespace RiskCluster.Risk.Language;

/// <summary>A component that makes scenarios; all scenarios of a model compete for the worst.</summary>
internal interface IScenarioSource
{
    /// <summary>P&amp;L of one coin's book in each scenario.</summary>
    /// <param name="name">The component's name in the document.</param>
    /// <param name="margin">The portfolio in its market.</param>
    /// <param name="book">The coin.</param>
    IEnumerable<ScenarioOutcome> Run(string name, MarginCase margin, UnderlyingBook book);
}

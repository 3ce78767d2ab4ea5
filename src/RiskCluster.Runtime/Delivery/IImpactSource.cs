using RiskCluster.Core.Parameters;

namespace RiskCluster.Runtime.Delivery;

/// <summary>Runs the live book under a model that might come into force.</summary>
public interface IImpactSource
{
    /// <summary>The book under a document, beside what is active; null before there is anything to compare.</summary>
    /// <exception cref="RiskCluster.Risk.Margin.RiskModelException">The document breaks a rule.</exception>
    ValueTask<ImpactReport?> Impact(string document, CancellationToken cancellation);
}

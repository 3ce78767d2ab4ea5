namespace RiskCluster.Risk.Language;

/// <summary>A component that adds an amount of its own to the requirements.</summary>
internal interface ICharge
{
    /// <summary>True when the amounts count as part of the scan: the factors of the requirement apply to them too.</summary>
    bool IsScanned => false;

    /// <summary>The amounts; an amount of zero may be left out.</summary>
    /// <param name="name">The component's name in the document.</param>
    /// <param name="margin">The portfolio in its market.</param>
    IEnumerable<ComponentMargin> Charge(string name, MarginCase margin);
}

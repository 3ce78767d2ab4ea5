namespace RiskCluster.Host.Running;

/// <summary>Whether the process lets its callers go: it is not ready any more, so that nobody new is sent to it, and goes on answering whoever still comes.</summary>
internal sealed class Draining
{
    private volatile bool isOn;

    /// <summary>True once it does.</summary>
    public bool IsOn => isOn;

    /// <summary>Lets them go.</summary>
    public void Begin() => isOn = true;
}

namespace RiskCluster.Runtime.Simulation;

/// <summary>How often what goes wrong, and how often it did: a fault that never fired proves nothing.</summary>
internal sealed class SimFaults
{
    /// <summary>False in the phase that must converge.</summary>
    public bool AreOn { get; set; } = true;

    public SortedDictionary<string, long> Fired { get; } = new(StringComparer.Ordinal);

    public bool Fires(SimLoop loop, string name, double probability)
    {
        if (!AreOn || !loop.Happens(probability)) return false;
        Count(name);
        return true;
    }

    public void Count(string name) => Fired[name] = Fired.GetValueOrDefault(name) + 1;
}

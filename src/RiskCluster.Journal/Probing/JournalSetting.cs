namespace RiskCluster.Journal.Probing;

/// <summary>A setting of a database.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it is.</param>
/// <param name="Wanted">What it must be.</param>
public sealed record JournalSetting(string Name, string Value, string Wanted)
{
    /// <summary>Whether it is what it must be.</summary>
    public bool IsGood => Value == Wanted;
}

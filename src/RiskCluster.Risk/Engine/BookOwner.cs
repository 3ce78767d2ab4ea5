namespace RiskCluster.Risk.Engine;

/// <summary>An owner in a book.</summary>
internal sealed class BookOwner(string name)
{
    public string Name { get; } = name;

    /// <summary>Account key to number, by ordinal key: the order of netting.</summary>
    public SortedList<string, int> Accounts { get; } = new(1, StringComparer.Ordinal);

    /// <summary>The number of the netted portfolio; -1 for an owner of one account.</summary>
    public int Netted { get; set; } = -1;
}

namespace RiskCluster.Risk.Engine;

/// <summary>What a book has under one number.</summary>
internal sealed class BookPlace(int number)
{
    public int Number { get; } = number;

    /// <summary>Null when the number is free.</summary>
    public PortfolioLots? Lots { get; set; }

    /// <summary>Whose account or netted portfolio it is.</summary>
    public BookOwner? Owner { get; set; }

    /// <summary>True from a change until the cycle has taken it over.</summary>
    public bool IsChanged { get; set; }
}

namespace RiskCluster.Risk.Contagion;

/// <summary>What a node of a network stands for. It changes no arithmetic: losses are summed by it.</summary>
public enum ContagionNodeKind
{
    /// <summary>A protocol with an insurance fund.</summary>
    Venue,

    /// <summary>Who holds positions, on however many venues.</summary>
    Owner,

    /// <summary>Anyone else, such as a lender.</summary>
    Other,
}

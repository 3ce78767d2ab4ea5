namespace RiskCluster.Risk.Auctions;

/// <summary>Where an account in an auction stands.</summary>
public enum AuctionState
{
    /// <summary>On or above its buffer margin: nothing is for sale.</summary>
    Recovered,

    /// <summary>Worth something: bidders pay for a share of it.</summary>
    Solvent,

    /// <summary>Worth nothing without its reserved cash: no bidder pays, the waterfall decides.</summary>
    Insolvent,
}

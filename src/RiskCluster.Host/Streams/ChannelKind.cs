namespace RiskCluster.Host.Streams;

/// <summary>What a channel is about.</summary>
internal enum ChannelKind
{
    /// <summary><c>margin.{venue/account}</c>: an account's margin report.</summary>
    Margin,

    /// <summary><c>portfolio.{owner}</c>: an owner's margin report.</summary>
    Portfolio,

    /// <summary><c>portfolios</c>: the head of the portfolio board.</summary>
    Portfolios,

    /// <summary><c>liquidations</c>: the open tasks, the most urgent first.</summary>
    Liquidations,

    /// <summary><c>oracle.{underlying}</c>: how the sources of a market stand.</summary>
    Oracle,

    /// <summary><c>parameters</c>: what is in force.</summary>
    Parameters,
}

namespace RiskCluster.Host.Streams;

/// <summary>Where the content of channels comes from.</summary>
internal interface IChannelSource
{
    /// <summary>What a channel has to tell now.</summary>
    /// <exception cref="Answers.RefusedException">It cannot be told now.</exception>
    Task<ChannelContent> Make(StreamChannel channel, CancellationToken cancellation);
}

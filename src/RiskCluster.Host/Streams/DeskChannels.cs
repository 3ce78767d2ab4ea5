using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Parameters;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Liquidations;

namespace RiskCluster.Host.Streams;

/// <summary>What channels tell: what the endpoints answer.</summary>
internal sealed class DeskChannels(PortfolioReads reads, PortfolioBoard board, LiquidationBoard liquidations, Governors governors) : IChannelSource
{
    private const int BoardRows = 100;

    /// <inheritdoc/>
    public async Task<ChannelContent> Make(StreamChannel channel, CancellationToken cancellation)
    {
        try
        {
            return channel.Kind switch
            {
                ChannelKind.Margin or ChannelKind.Portfolio => ChannelContent.Of(await reads.Report(channel.Key, cancellation)),
                ChannelKind.Portfolios => ChannelContent.Of((await board.Page(null, BoardRows, cancellation)).Items, row => row.Owner),
                ChannelKind.Liquidations => ChannelContent.Of((await liquidations.Tasks(null, null, cancellation)).Take(BoardRows).Select(task => task.Document(channel.IsForKeepers)), task => task.Id),
                ChannelKind.Parameters => (await governors.State(cancellation)).Document() is { } document ? ChannelContent.Of(document) : ChannelContent.Nothing,
                _ => throw new ArgumentOutOfRangeException(nameof(channel), channel.Kind, "no kind of channel"),
            };
        }
        catch (RefusedException refused) when (refused.Problem.Code == ProblemCode.NotFound)
        {
            // It has nothing now; it may have something later.
            return ChannelContent.Nothing;
        }
    }
}

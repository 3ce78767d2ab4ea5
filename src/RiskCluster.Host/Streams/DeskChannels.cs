using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.MarketData;
using RiskCluster.Host.Api.Parameters;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Liquidations;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Streams;

/// <summary>What channels tell: what the endpoints answer.</summary>
internal sealed class DeskChannels(PortfolioReads reads, PortfolioBoard board, LiquidationBoard liquidations, Governors governors, LiveNode node, JournalIndex index) : IChannelSource
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
                ChannelKind.Liquidations => ChannelContent.Of((await liquidations.Tasks(null, null, cancellation)).Take(BoardRows).Select(task => task.Document(channel.IsForKeepers ? TaskReader.Keeper : TaskReader.Desk)), task => task.Id),
                ChannelKind.Oracle => await Oracle(channel.Key, cancellation),
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

    // Ages are those of its newest event: told again when something has happened, not because time has passed.
    private async Task<ChannelContent> Oracle(string underlying, CancellationToken cancellation)
    {
        if (!(await index.Known(ActorKind.MarketData, cancellation)).Contains(underlying)) return ChannelContent.Nothing;
        var state = (await node.Actors.MarketData(underlying).Read(fenced: false, cancellation)).State;
        return state.LastAtMs == 0 ? ChannelContent.Nothing : ChannelContent.Of(state.OracleStatus(state.LastAtMs));
    }
}

using System.Text;
using RiskCluster.Contracts.Margins;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Peers;
using RiskCluster.Host.Running;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Figures;

/// <summary>What is asked of an account or owner, answered in the read lane from one reading of the board.</summary>
internal sealed class PortfolioReads
{
    private readonly LiveNode node;
    private readonly ReadLane lane;
    private readonly PeerTopic<string, MarginReport> report;
    private readonly PeerTopic<string, string> explanation;
    private readonly PeerTopic<string, HeatmapDocument> heatmap;
    private readonly PeerTopic<string, MarginSummary?> summary;

    public PortfolioReads(LiveNode node, ReadLane lane)
    {
        (this.node, this.lane) = (node, lane);
        report = new("report", node, (key, cancellation) => Read(key, MarginReports.Of, cancellation));
        explanation = new("explanation", node, async (key, cancellation) => Encoding.UTF8.GetString((await Read(key, reading => new Document(MarginExplanation.Of(reading)), cancellation)).Utf8.Span));
        heatmap = new("heatmap", node, Grid);
        summary = new("summary", node, (key, _) => Task.FromResult(node.Board.Figure(key)?.Summary()));
    }

    /// <summary>What other processes ask.</summary>
    public IEnumerable<IPeerTopic> Topics => [report, explanation, heatmap, summary];

    /// <summary>The figure in short, for the answer to an update; null when there is none, or none that can be had at once.</summary>
    /// <param name="key"><c>venue/account</c>, or an owner.</param>
    /// <param name="cancellation">The caller has gone.</param>
    public async ValueTask<MarginSummary?> Summary(string key, CancellationToken cancellation)
    {
        if (node.Node.Peers is null) return node.Board.Figure(key)?.Summary();
        try
        {
            return await summary.At(key, key, cancellation);
        }
        catch (Exception problem) when (problem is RefusedException or ActorUnavailableException)
        {
            // The update itself is durable.
            return null;
        }
    }

    /// <summary>The full report.</summary>
    /// <param name="key"><c>venue/account</c>, or an owner.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="RefusedException">Not on the board, or no cycle has run.</exception>
    public Task<MarginReport> Report(string key, CancellationToken cancellation) => report.At(key, key, cancellation);

    /// <summary>The replayable explanation, UTF-8 JSON.</summary>
    /// <param name="key"><c>venue/account</c>, or an owner.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="RefusedException">Not on the board, no cycle has run, or it holds what cannot be priced.</exception>
    public async Task<ReadOnlyMemory<byte>> Explain(string key, CancellationToken cancellation) =>
        Encoding.UTF8.GetBytes(await explanation.At(key, key, cancellation));

    /// <summary>Profit and loss over moves of price and volatility.</summary>
    /// <param name="key"><c>venue/account</c>, or an owner.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="RefusedException">Not on the board, no cycle has run, or it holds what cannot be priced.</exception>
    public Task<HeatmapDocument> Heatmap(string key, CancellationToken cancellation) => heatmap.At(key, key, cancellation);

    private Task<HeatmapDocument> Grid(string key, CancellationToken cancellation) => lane.Run(
        () => Priced(() =>
        {
            // The grid moves the market: with arrays of its own, so that the board's reader is free meanwhile.
            var (lots, context, inputs) = Found(key, node.Board.Read(key, reading => new Copy(reading.Lots, reading.Context, reading.Figure.Inputs.Body())));
            var grid = PnlGrid.Of(context, lots);
            return new HeatmapDocument(key, grid.SpotMoves, grid.VolMoves, grid.PnlUsd, inputs);
        }),
        cancellation);

    private Task<T> Read<T>(string key, Func<BoardReading, T> question, CancellationToken cancellation)
        where T : class => lane.Run(() => Priced(() => Found(key, node.Board.Read(key, question))), cancellation);

    private static T Found<T>(string key, T? answer)
        where T : class => answer ?? throw Refusals.NotFound("no_margin", $"'{key}' holds nothing that is margined, or no margin cycle has run yet");

    private static T Priced<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (UnpricedInstrumentException problem)
        {
            throw Refusals.Unavailable("not_priced", problem.Message);
        }
    }

    private sealed record Document(ReadOnlyMemory<byte> Utf8);

    private sealed record Copy(PortfolioLots Lots, MarginContext Context, AsOf Inputs);
}

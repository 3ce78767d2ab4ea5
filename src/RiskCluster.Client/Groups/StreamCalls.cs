using System.Runtime.CompilerServices;
using RiskCluster.Client.Calls;
using RiskCluster.Client.Streams;
using RiskCluster.Contracts.Streams;

namespace RiskCluster.Client.Groups;

/// <summary>What is new, as it comes.</summary>
public sealed class StreamCalls
{
    private readonly CallSender sender;

    internal StreamCalls(CallSender sender) => this.sender = sender;

    /// <summary>
    /// Snapshots and deltas of channels, without an end and without holes. Where the connection breaks, is silent for too long or a number is missing, it is opened again with growing waits
    /// and resumed; what the server does not know any more begins with a snapshot anew. The first connection is not waited for.
    /// </summary>
    /// <param name="channels">Such as <c>margin.atlas/alice</c>, <c>portfolio.polaris</c>, <c>portfolios</c>, <c>liquidations</c>, <c>oracle.BTC</c>, <c>parameters</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RiskClusterException">The channels are refused.</exception>
    /// <exception cref="ServerUnreachableException">No server can be reached at the beginning.</exception>
    public async IAsyncEnumerable<StreamEvent> Watch(IEnumerable<string> channels, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(channels);
        var call = ApiCall.Get($"/v1/stream", ("channels", string.Join(',', channels)));
        var (sequences, waits) = (new ChannelSequences(), new Backoff(sender.Options));
        string? cursor = null;
        for (var isFirst = true; ; isFirst = false)
        {
            using var connection = isFirst ? await StreamConnection.Open(sender, call, cursor, cancellation).ConfigureAwait(false) : await Again(call, cursor, waits, cancellation).ConfigureAwait(false);
            while (await connection.Next(cancellation).ConfigureAwait(false) is { } item)
            {
                var taken = sequences.Take(item);
                if (taken == Taken.Hole)
                {
                    // From the beginning: nobody knows what is missing.
                    cursor = null;
                    sequences.Forget();
                    break;
                }

                waits.Reset();
                if (taken == Taken.New) yield return item;
                if (item.Cursor.Length > 0) cursor = item.Cursor;
            }

            // A server that lets its subscribers go does so for a reason: another may be well.
            sender.Advance();
            await waits.Wait(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<StreamConnection> Again(ApiCall call, string? cursor, Backoff waits, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await StreamConnection.Open(sender, call, cursor, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is ServerUnreachableException || (failure is RiskClusterException refused && IsPassing(refused)))
            {
                sender.Advance();
                await waits.Wait(cancellation).ConfigureAwait(false);
            }
        }
    }

    // A request that took longer than its time window on a busy machine is signed anew.
    private static bool IsPassing(RiskClusterException refused) => refused.Problem.Retryable || refused.Problem.Reason == CallAnswer.StaleTimestamp;
}

using RiskCluster.Client.Calls;
using RiskCluster.Contracts.Backtests;
using RiskCluster.Contracts.ContagionRuns;
using RiskCluster.Contracts.Operations;

namespace RiskCluster.Client.Groups;

/// <summary>What takes its time: begun, looked at, waited for.</summary>
public sealed class OperationCalls
{
    private readonly CallSender sender;

    internal OperationCalls(CallSender sender) => this.sender = sender;

    /// <summary>Holds the losses of real history against margins calibrated the evening before.</summary>
    public Task<OperationDocument> StartBacktest(BacktestRequest request, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<OperationDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/backtests", request, key), cancellation);

    /// <summary>Runs a shock through the live book.</summary>
    public Task<OperationDocument> StartContagionRun(ContagionRequest request, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<OperationDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/contagion-runs", request, key), cancellation);

    /// <summary>How far an operation is, and what came out.</summary>
    public Task<OperationDocument> Get(string id, CancellationToken cancellation = default) =>
        sender.Send<OperationDocument>(ApiCall.Get($"/v1/operations/{id}"), cancellation);

    /// <summary>Ends an operation at its next step.</summary>
    public Task<OperationDocument> Cancel(string id, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<OperationDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/operations/{id}:cancel", key), cancellation);

    /// <summary>Looks until an operation is over.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="every">How often to look.</param>
    /// <param name="cancellation">Ends the wait; the operation goes on.</param>
    public async Task<OperationDocument> Wait(string id, TimeSpan every, CancellationToken cancellation = default)
    {
        while (true)
        {
            var operation = await Get(id, cancellation).ConfigureAwait(false);
            if (operation.FinishedAt is not null) return operation;
            await Task.Delay(every, sender.Options.Clock, cancellation).ConfigureAwait(false);
        }
    }
}

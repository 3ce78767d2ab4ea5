using Microsoft.AspNetCore.Http;

namespace RiskCluster.Host.Api.Streams;

/// <summary>Cuts a connection some time after its subscriber was disconnected, if by then it has not taken the reason: whoever reads nothing would hold it for ever.</summary>
internal sealed class SlowAbort : IAsyncDisposable
{
    private readonly CancellationTokenSource finished = new();
    private readonly Task watching;

    public SlowAbort(HttpContext http, TimeSpan grace, CancellationToken closed) => watching = Watch(http, grace, closed);

    public async ValueTask DisposeAsync()
    {
        await finished.CancelAsync();
        await watching;
        finished.Dispose();
    }

    private async Task Watch(HttpContext http, TimeSpan grace, CancellationToken closed)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(closed, finished.Token);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(grace, finished.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!finished.IsCancellationRequested) http.Abort();
    }
}

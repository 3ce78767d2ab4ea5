using RiskCluster.Client;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Cli.Remote.Load;

/// <summary>What callers of a load do, each with an account of its own.</summary>
internal sealed class LoadWorks(RiskClusterClient api, string venue, string instrument, decimal price)
{
    private const decimal CashUsd = 1_000_000_000;

    // Names of accounts and orders are new in every run: an order that comes again under its name would be answered from memory.
    private readonly string run = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()[..6]);

    /// <summary>The kinds of load.</summary>
    public static IReadOnlyList<string> Names { get; } = ["check-order", "positions", "read", "sse"];

    /// <summary>Makes callers of a kind.</summary>
    public Func<int, CancellationToken, Task<Func<CancellationToken, Task>>> Of(string kind) => kind switch
    {
        "check-order" => CheckOrder,
        "positions" => Positions,
        "read" => Read,
        "sse" => Listen,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind of load"),
    };

    private async Task<Func<CancellationToken, Task>> CheckOrder(int number, CancellationToken cancellation)
    {
        var account = await Opened(number, cancellation);
        var order = 0L;
        return end => api.Accounts.CheckOrder(venue, account, new($"{run}-{number}-{++order}", instrument, 0.001m, price, Reserve: false, DeadlineMs: 5_000), cancellation: end);
    }

    private async Task<Func<CancellationToken, Task>> Positions(int number, CancellationToken cancellation)
    {
        var account = await api.Accounts.Sequence(venue, await Opened(number, cancellation), cancellation);
        var size = 1m;
        return end => account.Update([new PositionEntry(instrument, size += 0.001m, price)], end);
    }

    private async Task<Func<CancellationToken, Task>> Read(int number, CancellationToken cancellation)
    {
        var account = await Opened(number, cancellation);
        return end => api.Margin.Account(venue, account, end);
    }

    // The time of an event of a stream is the wait for it.
    private async Task<Func<CancellationToken, Task>> Listen(int number, CancellationToken cancellation)
    {
        var events = api.Stream.Watch([$"margin.{venue}/{await Opened(number, cancellation)}"], cancellation).GetAsyncEnumerator(cancellation);
        return async end => await events.MoveNextAsync().AsTask().WaitAsync(end);
    }

    private async Task<string> Opened(int number, CancellationToken cancellation)
    {
        var account = $"load-{run}-{number}";
        await api.Accounts.SetCollateral(venue, account, new(1, 1, CashUsd, []), cancellation: cancellation);
        await api.Accounts.ReplacePositions(venue, account, new(1, 1, [new PositionEntry(instrument, 1, price)]), cancellation: cancellation);
        return account;
    }
}

using RiskCluster.Client.Groups;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Client.Sequencing;

/// <summary>
/// An account's position updates in order: numbers them, and where the server has missed one, or nobody knows whether it has, sends all positions under a new epoch. Thread-safe; calls
/// wait for each other.
/// </summary>
public sealed class AccountSequencer : IDisposable
{
    private readonly AccountCalls accounts;
    private readonly Dictionary<string, PositionEntry> positions;
    private readonly SemaphoreSlim gate = new(1);
    private bool isSure = true;

    private AccountSequencer(AccountCalls accounts, string venue, string account, AccountDocument? known)
    {
        this.accounts = accounts;
        (Venue, Account) = (venue, account);
        (Epoch, LastSequence) = known is null ? (1, 0) : (Math.Max(1, known.Epoch), known.LastSequence);
        positions = (known?.Positions ?? []).ToDictionary(position => position.Instrument, StringComparer.Ordinal);
    }

    /// <summary>Whose it is.</summary>
    public string Venue { get; }

    /// <summary>The account at that venue.</summary>
    public string Account { get; }

    /// <summary>The present epoch, from 1.</summary>
    public long Epoch { get; private set; }

    /// <summary>The last sequence that the server has applied; 0 before the first.</summary>
    public long LastSequence { get; private set; }

    /// <summary>All that is held, as it was told here.</summary>
    public IReadOnlyCollection<PositionEntry> Positions
    {
        get
        {
            lock (positions) return [.. positions.Values];
        }
    }

    /// <summary>Takes an account up where the server has it.</summary>
    internal static async Task<AccountSequencer> Open(AccountCalls accounts, string venue, string account, CancellationToken cancellation) =>
        new(accounts, venue, account, await Known(accounts, venue, account, cancellation).ConfigureAwait(false));

    /// <summary>Reports positions that changed, each with its new size; 0 closes one.</summary>
    /// <param name="changes">Each instrument once.</param>
    /// <param name="cancellation">Gives up waiting; what became of the update is found out with the next.</param>
    /// <exception cref="RiskClusterException">It is refused for another reason than its number; nothing has changed.</exception>
    /// <exception cref="ServerUnreachableException">Nobody answered. The positions count as told: the next update sends all of them.</exception>
    public Task<PositionsApplied> Update(IReadOnlyList<PositionEntry> changes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return Guarded(() => Changed(changes), after => isSure ? Delta(changes, after, cancellation) : Snapshot(after, cancellation), cancellation);
    }

    /// <summary>Reports all positions, under a new epoch; what is not named is closed.</summary>
    /// <param name="all">Each instrument once.</param>
    /// <param name="cancellation">As for <see cref="Update"/>.</param>
    public Task<PositionsApplied> Replace(IReadOnlyList<PositionEntry> all, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(all);
        return Guarded(() => [.. all.Where(position => position.Size != 0)], after => Snapshot(after, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private static async Task<AccountDocument?> Known(AccountCalls accounts, string venue, string account, CancellationToken cancellation)
    {
        try
        {
            return await accounts.Get(venue, account, cancellation).ConfigureAwait(false);
        }
        catch (RiskClusterException refused) when (refused.Problem.Code == "not_found")
        {
            return null;
        }
    }

    private async Task<PositionsApplied> Guarded(Func<List<PositionEntry>> positionsAfter, Func<List<PositionEntry>, Task<PositionsApplied>> send, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var after = positionsAfter();
            try
            {
                var applied = await send(after).ConfigureAwait(false);
                (LastSequence, isSure) = (applied.AppliedSequence, true);
                Hold(after);
                return applied;
            }
            catch (Exception failure) when (failure is ServerUnreachableException or OperationCanceledException || failure is RiskClusterException { Problem.Retryable: true })
            {
                isSure = false;
                Hold(after);
                throw;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<PositionsApplied> Delta(IReadOnlyList<PositionEntry> changes, List<PositionEntry> after, CancellationToken cancellation)
    {
        try
        {
            return await accounts.UpdatePositions(Venue, Account, new(Epoch, LastSequence + 1, LastSequence, changes), cancellation: cancellation).ConfigureAwait(false);
        }
        catch (RiskClusterException refused) when (refused.Problem.Code is "sequence_gap" or "stale_sequence")
        {
            return await Snapshot(after, cancellation).ConfigureAwait(false);
        }
    }

    // Above every epoch that the server has: another writer may have opened some.
    private async Task<PositionsApplied> Snapshot(List<PositionEntry> all, CancellationToken cancellation)
    {
        var known = await Known(accounts, Venue, Account, cancellation).ConfigureAwait(false);
        var epoch = Math.Max(known?.Epoch ?? 0, Epoch) + 1;
        var applied = await accounts.ReplacePositions(Venue, Account, new(epoch, 1, all), cancellation: cancellation).ConfigureAwait(false);
        Epoch = epoch;
        return applied;
    }

    private List<PositionEntry> Changed(IReadOnlyList<PositionEntry> changes)
    {
        var after = new Dictionary<string, PositionEntry>(positions, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change.Size == 0) after.Remove(change.Instrument);
            else after[change.Instrument] = change;
        }

        return [.. after.Values];
    }

    private void Hold(List<PositionEntry> after)
    {
        lock (positions)
        {
            positions.Clear();
            foreach (var position in after) positions[position.Instrument] = position;
        }
    }
}

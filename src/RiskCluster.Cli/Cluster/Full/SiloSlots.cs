namespace RiskCluster.Cli.Cluster;

/// <summary>The silos of a trial, each supervised: who ends is started again.</summary>
internal sealed class SiloSlots : IAsyncDisposable
{
    public SiloSlots(string journal, int count) => All = [.. Enumerable.Range(0, count).Select(number => new SiloSlot($"silo-{number}", Ports.Free(), journal))];

    public IReadOnlyList<SiloSlot> All { get; }

    /// <summary>Starts all and waits until they are members.</summary>
    public async Task Start(TimeSpan patience)
    {
        // The first makes the schema's rows; the others find them.
        await All[0].Start().WaitAsync(patience);
        await Task.WhenAll(All.Skip(1).Select(slot => slot.Start())).WaitAsync(patience);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var slot in All) await slot.Kill();
    }
}

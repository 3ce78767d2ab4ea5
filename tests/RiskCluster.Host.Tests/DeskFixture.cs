namespace RiskCluster.Host.Tests;

/// <summary>One server with the desk's book, whose clock stands, for all tests of a class that only read.</summary>
public sealed class DeskFixture : IAsyncLifetime
{
    internal HostRig Rig { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Rig = await HostRig.StartStill();
        await DeskBook.Open(Rig);
    }

    public async Task DisposeAsync() => await Rig.DisposeAsync();
}

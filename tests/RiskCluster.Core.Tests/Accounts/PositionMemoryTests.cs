using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Tests;

namespace RiskCluster.Core.Tests.Accounts;

/// <summary>What the packed form of positions takes.</summary>
[Collection(RunsAlone.Name)]
public sealed class PositionMemoryTests
{
    [Fact]
    public void A_hundred_positions_take_less_than_three_kilobytes()
    {
        const int accounts = 500;
        var held = new PositionDictionary[accounts];
        var json = CoreJson.Write(PositionDictionary.Empty.With([.. Enumerable.Range(0, 100).Select(i => new PositionChange($"BTC-27MAR26-{40_000 + 500 * i}-C", i + 0.5m, 0.0415m))]));
        held[0] = CoreJson.Read<PositionDictionary>(json);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 1; i < accounts; i++) held[i] = CoreJson.Read<PositionDictionary>(json);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (accounts - 1);
        GC.KeepAlive(held);
        each.ShouldBeLessThan(3_000);
    }
}

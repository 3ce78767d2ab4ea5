using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Simulation;

/// <summary>A source of prices. All but one are honest.</summary>
internal sealed class SimOracle(SimWorld world, int number)
{
    public const int Count = 5;
    public const int Liar = 4;
    private static readonly decimal[] Lies = [1.5m, 0.6m, 1.1m, 1.02m, 0.97m, 0.00000001m, 1_000m];

    public static string NameOf(int number) => $"source{number}";

    public static string KeyOf(int number) => $"key{number}";

    public async Task Post()
    {
        var client = new SimClient(world);
        for (var sequence = 1L; !world.IsClosing; sequence++)
        {
            await world.Wait(world.Loop.Between(1_000, 2_000));
            if (world.IsMarketDark) continue;
            var price = Seen();
            var observe = new MarketDataCommand.Observe(NameOf(number), KeyOf(number), sequence, world.NowMs, new(price, 0.9m));
            var message = new Message<MarketDataCommand>(MessageId.Ordered(NameOf(number), sequence), observe);
            await client.Ask(() => world.Actors.MarketData(SimWorld.Underlying).Tell(message, default), _ => true, attempts: 2);
        }
    }

    private decimal Seen()
    {
        var price = Math.Round((decimal)(50_000 * (1 + (0.02 * Math.Sin(world.Loop.NowMs / 15_000)) + world.Loop.Between(-0.001, 0.001))), 2);
        if (number == Liar) return Math.Round(price * Lies[world.Loop.Random.Next(Lies.Length)], 6);
        world.Witness.Markets.Saw(world.NowMs, price);
        return price;
    }
}

using RiskCluster.Client.Access;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Client.Tests.Readme;

/// <summary>The example of the client's README, as code. Its lines must be those of the README.</summary>
internal static class ReadmeExample
{
    public static async Task Run(string server, string keyId, string secret, TextWriter Console)
    {
        // begin
        using var client = new RiskClusterClient(new Uri(server), Credentials.Key(keyId, secret));
        await client.Venues.ListInstruments("atlas", new InstrumentListing(["BTC_USDC-PERPETUAL"]));
        await client.Accounts.SetCollateral("atlas", "alice", new CollateralUpdate(Epoch: 1, Sequence: 1, CashUsd: 250_000, Items: []));
        using var alice = await client.Accounts.Sequence("atlas", "alice");
        await alice.Update([new PositionEntry("BTC_USDC-PERPETUAL", Size: 3, AveragePrice: 65_500)]);
        var order = new OrderCheck("order-1", "BTC_USDC-PERPETUAL", Size: 1, Price: 65_000);
        var answer = await client.Accounts.CheckOrder("atlas", "alice", order);
        Console.WriteLine(answer.IsValidTrade ? $"taken until {answer.ExpiresAt}" : $"refused: {string.Join(", ", answer.Reasons)}");
        var margin = await client.Margin.Account("atlas", "alice");
        Console.WriteLine($"initial margin {margin.Margin.InitialMargin} USD, excess {margin.Margin.InitialMarginExcess} USD");
        // end
    }
}

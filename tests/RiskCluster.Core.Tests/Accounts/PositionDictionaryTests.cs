using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;

namespace RiskCluster.Core.Tests.Accounts;

/// <summary>The packed form of positions against a tree of them, to the last digit.</summary>
public sealed class PositionDictionaryTests
{
    private static readonly decimal[] Numbers =
    [
        1, -1, 12.5m, -0.0001m, 1.50m, 100_000_000_000_000_000m, 288_230_376_151_711_743m, 288_230_376_151_711_744m, -288_230_376_151_711_744m,
        999_999_999_999_999.123456789m, -0.0000000000000000000000000001m, decimal.MaxValue, decimal.MinValue, 65_432.123456789m,
    ];

    [Fact]
    public void Every_change_does_what_it_does_to_a_tree()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (positions, tree) = (PositionDictionary.Empty, ImmutableSortedDictionary.Create<string, AccountPosition>(StringComparer.Ordinal));
            for (var step = 0; step < 40; step++)
            {
                PositionChange[] changes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Change(random))];
                positions = positions.With(changes);
                foreach (var change in changes) tree = change.Size == 0 ? tree.Remove(change.Instrument) : tree.SetItem(change.Instrument, new(change.Size, change.AveragePrice));
                positions.ShouldBe(tree);
                positions.Count.ShouldBe(tree.Count);
                CoreJson.Write(positions).ShouldBe(CoreJson.Write(tree));
                CoreJson.Read<PositionDictionary>(CoreJson.Write(positions)).ShouldBe(tree);
                var name = Name(random);
                positions.Find(name).ShouldBe(tree.TryGetValue(name, out var held) ? held : null);
                positions.ContainsKey(name).ShouldBe(tree.ContainsKey(name));
            }
        }
    }

    [Fact]
    public void A_number_comes_back_to_its_last_digit()
    {
        foreach (var number in Numbers)
        {
            var position = PositionDictionary.Empty.With([new("A", number, number)]).With([new("B", 1)])["A"];
            decimal.GetBits(position.Size).ShouldBe(decimal.GetBits(number));
            decimal.GetBits(position.AveragePrice!.Value).ShouldBe(decimal.GetBits(number));
        }
    }

    [Theory]
    [InlineData("""{"A":{"size":"1","average_price":null},"A":{"size":"2","average_price":null}}""")]
    [InlineData("""{"A":{"size":"0","average_price":null}}""")]
    [InlineData("""{"A":{"average_price":null}}""")]
    [InlineData("""{"A":null}""")]
    [InlineData("[]")]
    public void What_is_no_set_of_positions_is_not_read(string json) => Should.Throw<JsonException>(() => CoreJson.Read<PositionDictionary>(Encoding.UTF8.GetBytes(json)));

    private static PositionChange Change(Random random) =>
        new(Name(random), random.Next(3) == 0 ? 0 : Numbers[random.Next(Numbers.Length)], random.Next(2) == 0 ? null : Numbers[random.Next(Numbers.Length)]);

    private static string Name(Random random) => ((char)('A' + random.Next(12))).ToString();
}

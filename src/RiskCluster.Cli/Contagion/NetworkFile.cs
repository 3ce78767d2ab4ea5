using System.Collections.Immutable;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Contagion;

namespace RiskCluster.Cli.Contagion;

/// <summary>A network file, read and checked.</summary>
/// <param name="Network">Before the shock.</param>
/// <param name="Shock">What strikes.</param>
/// <param name="Costs">What a default leaves.</param>
internal sealed record NetworkFile(ContagionNetwork Network, ContagionShock Shock, DefaultCosts Costs)
{
    private const string Format = "riskcluster.network/1";

    // A round costs the cube of its defaults.
    private const int MostNodes = 5000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">Absent, not of this format, or against a rule; names file, place and rule.</exception>
    public static NetworkFile Read(string path)
    {
        var document = StrictJson.Read<NetworkDocument>(path);
        if (document.Format != Format) throw new InputException(path, "format", $"is '{document.Format}', not {Format}");
        if (document.Book is null == document.Nodes is null) throw new InputException(path, "nodes", "either nodes or a book must be given, not both");
        if (document.Book is not null && (document.Liabilities ?? []).Count + (document.Holdings ?? []).Count > 0)
            throw new InputException(path, "book", "a book tells liabilities and holdings itself");

        var pools = Each(path, "pools", document.Pools, pool => new ContagionPool(pool.Name, pool.DepthUsd, Impact(pool.Impact), pool.LeastPrice));
        var network = document.Book is { } book ? OfBook(path, book, pools) : OfNodes(path, document, pools);
        if (network.Nodes.Length > MostNodes) throw new InputException(path, "nodes", $"there are {network.Nodes.Length} nodes, {MostNodes} at most");
        return new(network, ShockOf(path, document.Shock ?? new(), network), At(path, "default_costs", () => CostsOf(document.DefaultCosts ?? new())));
    }

    private static DefaultCosts CostsOf(DefaultCostsEntry entry) => new(entry.Alpha, entry.Beta);

    private static ContagionNetwork OfNodes(string path, NetworkDocument document, ImmutableArray<ContagionPool> pools)
    {
        var nodes = Each(path, "nodes", document.Nodes, node => new ContagionNode(node.Name, Kind(node.Kind), node.ExternalAssetsUsd, node.ExternalLiabilitiesUsd, node.RequirementUsd));
        var liabilities = Each(path, "liabilities", document.Liabilities, item => new ContagionLiability(item.Debtor, item.Creditor, item.AmountUsd));
        var holdings = Each(path, "holdings", document.Holdings, item => new PoolHolding(item.Node, item.Pool, item.ValueUsd));
        return Joined(path, () => new(nodes, liabilities, pools, holdings));
    }

    private static ContagionNetwork OfBook(string path, BookEntry book, ImmutableArray<ContagionPool> pools)
    {
        var venues = Each(path, "book.venues", book.Venues, item => new BookVenue(item.Venue, item.InsuranceFundUsd));
        var accounts = Each(path, "book.accounts", book.Accounts, item => new BookAccount(item.Owner, item.Venue, item.EquityUsd, item.RequirementUsd, Sorted(item.CollateralUsd)));
        return Joined(path, () => BookNetwork.Of(venues, accounts, pools));
    }

    private static ContagionShock ShockOf(string path, ShockEntry entry, ContagionNetwork network)
    {
        foreach (var (name, lossUsd) in entry.ExternalLossesUsd ?? ImmutableSortedDictionary<string, double>.Empty)
        {
            if (network.Nodes.All(node => node.Name != name)) throw new InputException(path, $"shock.external_losses_usd.{name}", "there is no such node");
            if (!(lossUsd >= 0 && double.IsFinite(lossUsd))) throw new InputException(path, $"shock.external_losses_usd.{name}", "must be 0 or more");
        }

        foreach (var (name, fall) in entry.PriceFalls ?? ImmutableSortedDictionary<string, double>.Empty)
        {
            if (network.Pools.All(pool => pool.Name != name)) throw new InputException(path, $"shock.price_falls.{name}", "there is no such pool");
            if (!(fall is >= 0 and <= 1)) throw new InputException(path, $"shock.price_falls.{name}", "must be within [0, 1]");
        }

        return new(entry.Name, Sorted(entry.ExternalLossesUsd), Sorted(entry.PriceFalls));
    }

    private static ContagionNodeKind Kind(string word) => word switch
    {
        "venue" => ContagionNodeKind.Venue,
        "owner" => ContagionNodeKind.Owner,
        "other" => ContagionNodeKind.Other,
        _ => throw new ArgumentException($"kind '{word}' is none of venue, owner, other"),
    };

    private static PriceImpactForm Impact(string word) => word switch
    {
        "exponential" => PriceImpactForm.Exponential,
        "linear" => PriceImpactForm.Linear,
        _ => throw new ArgumentException($"impact '{word}' is neither exponential nor linear"),
    };

    private static ImmutableSortedDictionary<string, double> Sorted(IReadOnlyDictionary<string, double>? items) =>
        (items ?? ImmutableSortedDictionary<string, double>.Empty).ToImmutableSortedDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal);

    private static ImmutableArray<TOut> Each<TIn, TOut>(string path, string place, IReadOnlyList<TIn>? items, Func<TIn, TOut> make) =>
        [.. (items ?? []).Select((item, i) => At(path, $"{place}[{i}]", () => make(item)))];

    private static T At<T>(string path, string place, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException problem)
        {
            throw new InputException(path, problem.ParamName is { } name ? $"{place}.{Snake(name)}" : place, FirstPart(problem));
        }
    }

    // What is wrong between several entries is told at the list that it was found in.
    private static ContagionNetwork Joined(string path, Func<ContagionNetwork> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException problem)
        {
            throw new InputException(path, problem.ParamName ?? "nodes", FirstPart(problem));
        }
    }

    private static string FirstPart(ArgumentException problem) => problem.Message.Split(" (Parameter")[0];

    private static string Snake(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

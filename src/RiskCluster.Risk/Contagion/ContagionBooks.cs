using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>Payments and prices of one run while they fall. Only <see cref="ContagionRun"/> sees it.</summary>
internal sealed class ContagionBooks
{
    // What rounding alone leaves of a payment is not a default.
    private const double PaymentTolerance = 1e-12;

    private readonly ContagionNetwork network;
    private readonly ContagionShock shock;
    private readonly DefaultCosts costs;
    private readonly double[] externalUsd;
    private readonly double[] shockedPrices;
    private readonly double[] netWorthBeforeUsd;
    private readonly double[] directLossUsd;
    private readonly int?[] defaultRound;
    private readonly double[] paidUsd;
    private readonly double[] receivedUsd;
    private readonly double[] poolsUsd;
    private readonly bool[] holdsPools;
    private readonly double[] soldShare;
    private readonly double[] soldUsd;
    private double[] prices;
    private DefaultPayments estates;

    public ContagionBooks(ContagionNetwork network, ContagionShock shock, DefaultCosts costs)
    {
        (this.network, this.shock, this.costs) = (network, shock, costs);
        externalUsd = [.. network.Nodes.Select(node => node.ExternalAssetsUsd)];
        shockedPrices = [.. network.Pools.Select(_ => 1.0)];
        netWorthBeforeUsd = [.. externalUsd.Zip(network.DueUsd, (assets, due) => assets - due)];
        defaultRound = new int?[network.Nodes.Length];
        paidUsd = [.. network.DueUsd];
        receivedUsd = new double[paidUsd.Length];
        poolsUsd = new double[paidUsd.Length];
        holdsPools = new bool[paidUsd.Length];
        soldShare = new double[paidUsd.Length];
        soldUsd = new double[shockedPrices.Length];

        foreach (var claim in network.Claims) netWorthBeforeUsd[claim.Creditor] += claim.AmountUsd;
        foreach (var share in network.Held)
        {
            netWorthBeforeUsd[share.Node] += share.ValueUsd;
            holdsPools[share.Node] = true;
        }

        directLossUsd = [.. netWorthBeforeUsd.Select(worth => Math.Max(0, -worth))];
        Strike();
        prices = [.. shockedPrices];
        estates = new(network, costs, defaultRound);
    }

    /// <summary>Shape [K].</summary>
    public ImmutableArray<double> Prices => [.. prices];

    /// <summary>Lowers payments and prices, at these defaults, until no price falls further; how many steps that took.</summary>
    public int Settle()
    {
        for (var step = 1; ; step++)
        {
            ValuePools();
            estates.Pay(externalUsd, poolsUsd, paidUsd, receivedUsd);
            if (SellAndPrice() <= ContagionRun.PriceTolerance) return step;
            if (step >= ContagionRun.MostPriceSteps) return step;
        }
    }

    /// <summary>Who cannot pay what it owes, and has not defaulted before.</summary>
    public ImmutableArray<int> Defaulting() =>
        [.. Enumerable.Range(0, paidUsd.Length).Where(i => defaultRound[i] is null && WealthUsd(i) < network.DueUsd[i] * (1 - PaymentTolerance))];

    public void Default(ImmutableArray<int> nodes, int round)
    {
        if (nodes.IsEmpty) return;
        foreach (var i in nodes) defaultRound[i] = round;
        estates = new(network, costs, defaultRound);
    }

    public ImmutableArray<double> LossesUsd() => [.. Enumerable.Range(0, paidUsd.Length).Select(i => EquityBeforeUsd(i) - EquityUsd(i))];

    public double UnpaidUsd() => network.DueUsd.Sum() - paidUsd.Sum();

    public ContagionResult Result(ImmutableArray<ContagionRound> rounds, bool isSettled)
    {
        var nodes = ImmutableArray.CreateBuilder<NodeOutcome>(paidUsd.Length);
        var outsideUsd = 0.0;
        var costsUsd = 0.0;
        for (var i = 0; i < paidUsd.Length; i++)
        {
            var node = network.Nodes[i];
            nodes.Add(new(
                node.Name, node.Kind, network.DueUsd[i], paidUsd[i], EquityBeforeUsd(i), EquityUsd(i), directLossUsd[i], defaultRound[i], soldShare[i]));
            if (defaultRound[i] is null) continue;
            outsideUsd += node.ExternalLiabilitiesUsd * (1 - PaidPart(i));
            costsUsd += (1 - costs.Alpha) * (externalUsd[i] + poolsUsd[i]) + (1 - costs.Beta) * receivedUsd[i];
        }

        var heldUsd = new double[prices.Length];
        foreach (var share in network.Held) heldUsd[share.Pool] += share.ValueUsd;
        var pools = network.Pools.Select((pool, k) => new PoolOutcome(pool.Name, heldUsd[k], soldUsd[k], shockedPrices[k], prices[k]));
        return new(shock, nodes.MoveToImmutable(), [.. pools], rounds, outsideUsd, costsUsd, isSettled);
    }

    private void Strike()
    {
        foreach (var (name, lossUsd) in shock.ExternalLossesUsd)
        {
            var i = Where(network.Nodes, node => node.Name == name, $"there is no node '{name}' to lose anything");
            if (!(lossUsd >= 0 && double.IsFinite(lossUsd))) throw new ArgumentException($"the loss of '{name}' is not a finite number of 0 or more");
            var taken = Math.Min(lossUsd, externalUsd[i]);
            externalUsd[i] -= taken;
            directLossUsd[i] += taken;
        }

        foreach (var (name, fall) in shock.PriceFalls)
        {
            var k = Where(network.Pools, pool => pool.Name == name, $"there is no pool '{name}' to fall");
            if (!(fall is >= 0 and <= 1)) throw new ArgumentException($"the fall of '{name}' is not within [0, 1]");
            shockedPrices[k] = 1 - fall;
        }

        foreach (var share in network.Held) directLossUsd[share.Node] += share.ValueUsd * (1 - shockedPrices[share.Pool]);
    }

    private static int Where<T>(ImmutableArray<T> items, Func<T, bool> match, string otherwise)
    {
        for (var i = 0; i < items.Length; i++)
            if (match(items[i]))
                return i;
        throw new ArgumentException(otherwise);
    }

    private void ValuePools()
    {
        Array.Clear(poolsUsd);
        foreach (var share in network.Held) poolsUsd[share.Node] += share.ValueUsd * prices[share.Pool];
    }

    // By how much the price that fell most fell, as a share of the shocked price. Sales and prices never turn back: what the next step sees is lower in everything.
    private double SellAndPrice()
    {
        for (var i = 0; i < soldShare.Length; i++) soldShare[i] = Math.Max(soldShare[i], ShareToSell(i));
        Array.Clear(soldUsd);
        foreach (var share in network.Held) soldUsd[share.Pool] += share.ValueUsd * soldShare[share.Node];

        var next = new double[prices.Length];
        var fall = 0.0;
        for (var k = 0; k < next.Length; k++)
        {
            next[k] = Math.Min(prices[k], shockedPrices[k] * network.Pools[k].PriceAfter(soldUsd[k]));
            if (shockedPrices[k] > 0) fall = Math.Max(fall, (prices[k] - next[k]) / shockedPrices[k]);
        }

        prices = next;
        ValuePools();
        return fall;
    }

    private double ShareToSell(int i)
    {
        if (!holdsPools[i]) return 0;
        if (defaultRound[i] is not null) return 1;
        var lackedUsd = network.DueUsd[i] - externalUsd[i] - receivedUsd[i];
        // Pools that are worth nothing raise nothing, and all of them go.
        var forCash = lackedUsd <= 0 ? 0 : poolsUsd[i] > lackedUsd ? lackedUsd / poolsUsd[i] : 1;
        var requiredUsd = network.Nodes[i].RequirementUsd;
        var forMargin = requiredUsd > 0 ? 1 - EquityUsd(i) / requiredUsd : 0;
        return Math.Clamp(Math.Max(forCash, forMargin), 0, 1);
    }

    private double WealthUsd(int i) => externalUsd[i] + poolsUsd[i] + receivedUsd[i];

    private double EquityUsd(int i) => defaultRound[i] is null ? Math.Max(0, WealthUsd(i) - network.DueUsd[i]) : 0;

    private double EquityBeforeUsd(int i) => Math.Max(0, netWorthBeforeUsd[i]);

    private double PaidPart(int i) => network.DueUsd[i] > 0 ? paidUsd[i] / network.DueUsd[i] : 1;
}

using System.Text.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Figures;
using RiskCluster.Risk.Contagion;

namespace RiskCluster.Host.Contagion;

/// <summary>A run as JSON, unrounded.</summary>
internal static class ContagionJson
{
    /// <summary>The members of a run.</summary>
    public static void Write(Utf8JsonWriter json, ContagionResult result, DebtRankResult? stress)
    {
        json.WriteString("shock", result.Shock.Name);
        json.WriteNumber("defaults", result.DefaultCount);
        json.WriteNumber("total_loss_usd", result.TotalLossUsd);
        json.WriteNumber("direct_loss_usd", result.DirectLossUsd);
        json.WriteNumber("fire_sale_loss_usd", result.FireSaleLossUsd);
        json.WriteNumber("default_costs_usd", result.DefaultCostsUsd);
        json.WriteNumber("outside_loss_usd", result.OutsideLossUsd);
        json.WriteNumber("systemic_loss_share", result.SystemicLossShare);
        if (stress is not null) json.WriteNumber("debt_rank", stress.Additional);
        json.WriteBoolean("is_settled", result.IsSettled);
        json.WriteObjects("rounds", result.Rounds, round =>
        {
            json.WriteNumber("round", round.Number);
            json.WriteStartArray("defaults");
            foreach (var name in round.Defaults) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteNumber("loss_usd", round.LossesUsd.Sum());
            json.WriteNumber("unpaid_usd", round.UnpaidUsd);
            json.WriteNumbers("node_losses_usd", round.LossesUsd.AsSpan());
            json.WriteNumbers("pool_prices", round.Prices.AsSpan());
        });
        var place = 0;
        json.WriteObjects("nodes", result.Nodes, node =>
        {
            json.WriteString("name", node.Name);
            json.WriteString("kind", Reasons.Of(node.Kind));
            json.WriteNumber("due_usd", node.DueUsd);
            json.WriteNumber("paid_usd", node.PaidUsd);
            json.WriteNumber("equity_before_usd", node.EquityBeforeUsd);
            json.WriteNumber("equity_after_usd", node.EquityAfterUsd);
            json.WriteNumber("loss_usd", node.LossUsd);
            json.WriteNumber("direct_loss_usd", node.DirectLossUsd);
            json.WriteNumber("sold_share", node.SoldShare);
            if (node.DefaultRound is { } round) json.WriteNumber("default_round", round);
            else json.WriteNull("default_round");
            if (stress is not null) json.WriteNumber("stress", stress.Stress[place]);
            place++;
        });
        json.WriteObjects("pools", result.Pools, pool =>
        {
            json.WriteString("name", pool.Name);
            json.WriteNumber("held_usd", pool.HeldUsd);
            json.WriteNumber("sold_usd", pool.SoldUsd);
            json.WriteNumber("shocked_price", pool.ShockedPrice);
            json.WriteNumber("price", pool.Price);
            json.WriteNumber("fire_sale_loss_usd", pool.FireSaleLossUsd);
        });
    }
}

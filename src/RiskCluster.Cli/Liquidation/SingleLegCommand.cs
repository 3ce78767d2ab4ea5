using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Auctions;

namespace RiskCluster.Cli.Liquidation;

/// <summary><c>riskcluster liquidation single-leg</c>: how many units of one leg end an owner's shortage.</summary>
internal static class SingleLegCommand
{
    private static readonly Option<double> Shortage = new("--shortage") { Description = "Maintenance margin that is missing, USD.", Required = true };
    private static readonly Option<double> MarginRatio = new("--margin-ratio") { Description = "Maintenance margin of the leg as a share of notional.", Required = true };
    private static readonly Option<double> Price = new("--price") { Description = "Price of one unit, USD.", Required = true };
    private static readonly Option<double> QuotePrice = new("--quote-price") { Description = "Price of the currency that margin is counted in, USD.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> LiquidationFee = new("--liquidation-fee") { Description = "What the liquidator earns, a share of notional." };
    private static readonly Option<double> InsuranceFee = new("--insurance-fee") { Description = "What the insurance fund earns, a share of notional." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("single-leg", "Units of one leg that a liquidator takes over: shortage / (price x quote price x (ratio - liquidation fee) - price x insurance fee).")
        {
            Shortage, MarginRatio, Price, QuotePrice, LiquidationFee, InsuranceFee, Json,
        };
        command.SetAction(parsed =>
        {
            var leg = new SingleLegUnwind(
                parsed.GetValue(Shortage), parsed.GetValue(MarginRatio), parsed.GetValue(LiquidationFee), parsed.GetValue(InsuranceFee), parsed.GetValue(Price), parsed.GetValue(QuotePrice));
            var units = Units(leg);
            var output = parsed.InvocationConfiguration.Output;
            if (!parsed.GetValue(Json))
            {
                LiquidationTables.WriteSingleLeg(Terminal.On(output), leg, units);
                return 0;
            }

            JsonAnswer.WriteDocument(output, json =>
            {
                json.WriteNumber("base_asset_transfer", units);
                json.WriteNumber("freed_per_unit", leg.FreedPerUnitUsd);
            });
            return 0;
        });
        return command;
    }

    private static double Units(SingleLegUnwind leg)
    {
        try
        {
            return leg.Units() ?? throw new InputException("liquidation single-leg", "", "the fees are at least the margin ratio: no size ends the shortage");
        }
        catch (ArgumentException problem)
        {
            throw new InputException("liquidation single-leg", "", problem.Message);
        }
    }
}

using System.Reflection;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Tests.Portfolios;

/// <summary>FTX's allow_negative: one account that was exempt from liquidation. Here there is nothing to exempt one with.</summary>
public sealed class NoBypassTests
{
    private static readonly string[] Words = ["Allow", "Exempt", "Bypass", "Skip", "Override", "Ignore", "Negative", "Priority", "Vip", "Whitelist"];

    private delegate PortfolioState Reporting(PortfolioState state, PortfolioCommand.ReportState report);

    [Fact]
    public void Every_owner_that_falls_below_maintenance_is_to_be_unwound()
    {
        Survivors(Guarded).ShouldBeEmpty();
        Survivors((state, report) => state.Owner == "owner3" ? state : Guarded(state, report)).ShouldBe(["owner3"], "with the guard off, the exempt one is found");
    }

    [Fact]
    public void Who_it_is_changes_nothing_but_the_name()
    {
        foreach (var (owner, account) in new[] { ("olga", "aurora/alice"), ("house-market-maker", "aurora/house"), ("0", "z/0") })
        {
            var portfolio = CoreJson.Write(Guarded(PortfolioMachine.Initial(owner), Report(-1)));
            System.Text.Encoding.UTF8.GetString(portfolio).Replace(owner, "olga", StringComparison.Ordinal)
                .ShouldBe(System.Text.Encoding.UTF8.GetString(CoreJson.Write(Guarded(PortfolioMachine.Initial("olga"), Report(-1)))).Replace(owner, "olga", StringComparison.Ordinal));
            var poor = new Turn(0) { Listed = new HashSet<string> { "BTC_USDC" }, Margins = [Evidence.Of(account) with { PostEquityUsd = -1 }] };
            AccountMachine.Decide(AccountMachine.Initial(account), new AccountCommand.Reserve("o", "BTC_USDC", 1, 1, 1), poor).Problem!.Reason.ShouldBe("insufficient_margin");
        }
    }

    [Theory]
    [InlineData(typeof(AccountState), typeof(AccountCommand), typeof(AccountEvent))]
    [InlineData(typeof(PortfolioState), typeof(PortfolioCommand), typeof(PortfolioEvent))]
    public void No_command_event_or_state_has_a_switch_for_one_account(Type state, Type command, Type change)
    {
        Type[] types = [state, .. Sample.Nested(command), .. Sample.Nested(change)];
        types.Length.ShouldBeGreaterThan(10);
        var names = types.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"{type.Name}.{property.Name}")).ToList();
        names.Where(name => Words.Any(word => name.Contains(word, StringComparison.Ordinal))).ShouldBeEmpty();
        // What is computed from what an account holds is no switch: nobody can set it.
        types.SelectMany(type => type.GetProperties()).Where(property => property.CanWrite && property.PropertyType == typeof(bool)).Select(property => property.Name)
            .Except([nameof(PortfolioState.IsHeld)]).ShouldBeEmpty("a flag on an account would have to be argued for here");
    }

    private static List<string> Survivors(Reporting report)
    {
        var survivors = new List<string>();
        for (var i = 0; i < 6; i++)
            if (report(PortfolioMachine.Initial($"owner{i}"), Report(-1)).State < MarginState.Liquidating)
                survivors.Add($"owner{i}");
        return survivors;
    }

    private static PortfolioState Guarded(PortfolioState state, PortfolioCommand.ReportState report) =>
        PortfolioMachine.Decide(state, report, default).Events.Aggregate(state, PortfolioMachine.Apply);

    private static PortfolioCommand.ReportState Report(decimal equityUsd) => new(new(equityUsd, 200, 100, FigureStatus.Ok, Evidence.Inputs()), 1);
}

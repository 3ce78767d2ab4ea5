using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using Olga = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Portfolios.PortfolioMachine, RiskCluster.Core.Portfolios.PortfolioState, RiskCluster.Core.Portfolios.PortfolioCommand,
    RiskCluster.Core.Portfolios.PortfolioEvent, RiskCluster.Core.Portfolios.PortfolioEffect>;

namespace RiskCluster.Core.Tests.Portfolios;

/// <summary>What becomes of a portfolio over several messages.</summary>
public sealed class PortfolioStoryTests
{
    private const string Account = "aurora/alice";

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void Figures_mean_the_state_that_the_model_says()
    {
        foreach (var equity in new[] { -1m, 0, 99, 100, 101, 199, 200, 201 })
            new PortfolioFigures(equity, 200, 100, FigureStatus.Ok, Evidence.Inputs()).State().ShouldBe(MarginStates.Of((double)equity, 200, 100));
    }

    [Fact]
    public void A_breach_needs_its_confirmations_in_a_row_and_is_restricted_meanwhile()
    {
        var owner = Start();
        owner.Do(Report(1, 50, needed: 3)).Events.Single().ShouldBeOfType<PortfolioEvent.BreachSeen>().Reports.ShouldBe(1);
        owner.State.State.ShouldBe(MarginState.Restricted);
        owner.Do(Report(2, 50, needed: 3));
        owner.Do(Report(3, 500, needed: 3));
        (owner.State.State, owner.State.BreachReports).ShouldBe((MarginState.Healthy, 0));
        for (var seq = 4; seq <= 6; seq++) owner.Do(Report(seq, 50, needed: 3));
        owner.State.State.ShouldBe(MarginState.Liquidating);
        owner.Events.OfType<PortfolioEvent.BreachConfirmed>().Count().ShouldBe(1);
        owner.Do(Report(7, -1, needed: 3));
        owner.State.State.ShouldBe(MarginState.Bankrupt);
        owner.State.History.Select(change => change.State).ShouldBe(
            [MarginState.Restricted, MarginState.Healthy, MarginState.Restricted, MarginState.Liquidating, MarginState.Bankrupt]);
        owner.ShouldReplay("olga");
    }

    [Fact]
    public void An_older_or_repeated_report_changes_nothing()
    {
        var owner = Start();
        owner.Do(Report(5, 50, needed: 2));
        owner.Do(Report(5, 50, needed: 2)).IsDuplicate.ShouldBeTrue("the same cycle does not confirm itself");
        owner.Do(Report(4, 500, needed: 2)).IsDuplicate.ShouldBeTrue();
        owner.State.State.ShouldBe(MarginState.Restricted);
    }

    [Theory]
    [InlineData(FigureStatus.Stale)]
    [InlineData(FigureStatus.Halted)]
    public void A_market_that_is_not_live_takes_new_risk_away_and_nothing_else(FigureStatus status)
    {
        var owner = Start();
        owner.Do(Report(1, 50, 1, status)).Events.Single().ShouldBeOfType<PortfolioEvent.StateHeld>();
        (owner.State.State, owner.State.IsHeld).ShouldBe((MarginState.Healthy, true));
        owner.Do(Report(2, 50, 1, status)).IsDuplicate.ShouldBeTrue("a hold is written down once");
        owner.Do(Report(3, 150, 1, status));
        owner.State.State.ShouldBe(MarginState.Restricted);
        owner.Do(Report(4, 500, 1, status));
        owner.State.State.ShouldBe(MarginState.Restricted, "nothing is given back either");
        owner.Do(Report(5, 50, 1)).Events.Single().ShouldBeOfType<PortfolioEvent.BreachConfirmed>();
        owner.Do(Report(6, 500, 1, status));
        owner.State.State.ShouldBe(MarginState.Liquidating);
        owner.Do(Report(7, 500, 1));
        (owner.State.State, owner.State.IsHeld).ShouldBe((MarginState.Healthy, false));
        owner.ShouldReplay("olga");
    }

    [Fact]
    public void A_losing_account_cannot_be_cast_off()
    {
        var owner = Start();
        owner.Do(new PortfolioCommand.RequestLink(Account));
        owner.Do(new PortfolioCommand.ConfirmLink(Account, 1));
        var losing = Evidence.Of(Account) with { PreInitialMarginUsd = 250, PreEquityUsd = -50, PostEquityUsd = -50 };
        losing.Passes.ShouldBeTrue("alone it is after the unlinking what it was before");
        owner.Do(new PortfolioCommand.Unlink(Account), Margins(Evidence.Of("olga"), losing)).Problem!.Reason.ShouldBe("insufficient_margin");
        owner.Do(new PortfolioCommand.Unlink(Account), Margins(Evidence.Of("olga"), losing with { PostEquityUsd = 250 })).Problem.ShouldBeNull();
        owner.State.Members.ShouldBe([Account], "until the account has confirmed");
        owner.Do(new PortfolioCommand.ConfirmUnlink(Account, 1));
        owner.State.Members.ShouldBeEmpty();
        owner.Do(new PortfolioCommand.ConfirmUnlink(Account, 1)).IsDuplicate.ShouldBeTrue();
    }

    [Fact]
    public void Owners_and_an_account_agree_whatever_the_order_of_messages() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var world = new LinkWorld(new Random(seed));
            for (var step = 0; step < 80; step++)
            {
                world.Step();
                world.Owners.Count(owner => owner.State.Links.TryGetValue(Account, out var link) && link.WasLinked).ShouldBeLessThanOrEqualTo(1, "never two owners'");
            }

            world.Deliver();
            foreach (var owner in world.Owners)
            {
                var link = owner.State.Links.GetValueOrDefault(Account);
                (link?.Status == LinkStatus.Linked).ShouldBe(world.Account.State.Link?.Owner == owner.State.Owner, "owner and account say the same");
                link?.Status.ShouldNotBe(LinkStatus.Releasing, "what was let go is gone");
                if (link?.Status == LinkStatus.Requested) world.Account.State.Offers.ShouldContainKey(owner.State.Owner);
                owner.ShouldReplay(owner.State.Owner);
            }

            world.Account.ShouldReplay(Account);
            return true;
        }));

    [Fact]
    public void Any_commands_leave_a_state_that_the_events_make_again() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(80), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var owner = Start();
            for (var i = 0; i < 60; i++)
            {
                owner.Do(Any(random, i), Margins(Evidence.Of("olga"), Evidence.Of("v/0"), Evidence.Of("v/1")));
                owner.State.Seq.ShouldBe(owner.Events.Count);
                owner.State.History.Length.ShouldBeLessThanOrEqualTo(16);
            }

            owner.ShouldReplay("olga");
            return owner.Events.Count > 0;
        }));

    [Fact]
    public void Events_apply_to_any_state_without_a_throw()
    {
        foreach (var type in Sample.Cases(typeof(PortfolioEvent)))
            CoreJson.Write(PortfolioMachine.Apply(PortfolioMachine.Initial("olga"), (PortfolioEvent)Sample.Of(type))).ShouldNotBeEmpty();
    }

    private static PortfolioCommand Any(Random random, int step)
    {
        var (account, linkId) = ($"v/{random.Next(2)}", 1 + random.Next(6));
        return random.Next(8) switch
        {
            0 => new PortfolioCommand.RequestLink(account),
            1 => new PortfolioCommand.Unlink(account),
            2 => new PortfolioCommand.ConfirmLink(account, linkId),
            3 => new PortfolioCommand.RefuseLink(account, linkId, "linked_to_another"),
            4 => new PortfolioCommand.ConfirmUnlink(account, linkId),
            _ => Report(step - random.Next(3), random.Next(-100, 400), 1 + random.Next(3), (FigureStatus)random.Next(4)),
        };
    }

    private static Olga Start() => new(PortfolioMachine.Initial("olga"));

    private static PortfolioCommand.ReportState Report(long marketSeq, decimal equityUsd, int needed, FigureStatus status = FigureStatus.Ok) =>
        new(new(equityUsd, 200, 100, status, Evidence.Inputs(marketSeq)), needed);

    private static Turn Margins(params MarginEvidence[] margins) => new(0) { Margins = [.. margins] };

    /// <summary>Two owners, one account and its venue; messages arrive in order per sender and receiver, now and then twice.</summary>
    private sealed class LinkWorld(Random random)
    {
        private readonly Queue<(int Owner, PortfolioEffect Effect)>[] toAccount = [new(), new()];
        private readonly Queue<AccountEffect>[] toOwner = [new(), new()];

        public Olga[] Owners { get; } = [new(PortfolioMachine.Initial("owner0")), new(PortfolioMachine.Initial("owner1"))];

        public Acting<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect> Account { get; } = new(AccountMachine.Initial(PortfolioStoryTests.Account));

        public void Step()
        {
            var owner = random.Next(2);
            switch (random.Next(7))
            {
                case 0: Tell(owner, new PortfolioCommand.RequestLink(PortfolioStoryTests.Account)); break;
                case 1: Tell(owner, new PortfolioCommand.Unlink(PortfolioStoryTests.Account)); break;
                case 2: Tell(new AccountCommand.ConsentLink($"owner{owner}")); break;
                case 3: Tell(new AccountCommand.WithdrawConsent($"owner{owner}")); break;
                case 4: DeliverToAccount(owner); break;
                default: DeliverToOwner(owner); break;
            }
        }

        public void Deliver()
        {
            while (toAccount.Any(queue => queue.Count > 0) || toOwner.Any(queue => queue.Count > 0))
                for (var owner = 0; owner < 2; owner++)
                {
                    DeliverToAccount(owner);
                    DeliverToOwner(owner);
                }
        }

        private void DeliverToAccount(int owner)
        {
            if (!toAccount[owner].TryPeek(out var message)) return;
            if (random.Next(4) > 0) toAccount[owner].Dequeue();
            Tell((AccountCommand)message.Effect.ToCommand());
        }

        private void DeliverToOwner(int owner)
        {
            if (!toOwner[owner].TryPeek(out var effect)) return;
            if (random.Next(4) > 0) toOwner[owner].Dequeue();
            Tell(owner, effect.ToCommand());
        }

        private void Tell(int owner, PortfolioCommand command)
        {
            var name = $"owner{owner}";
            foreach (var effect in Owners[owner].Do(command, Margins(Evidence.Of(name), Evidence.Of(PortfolioStoryTests.Account))).Effects) toAccount[owner].Enqueue((owner, effect));
        }

        private void Tell(AccountCommand command)
        {
            foreach (var effect in Account.Do(command).Effects) toOwner[effect.Owner[^1] - '0'].Enqueue(effect);
        }
    }
}

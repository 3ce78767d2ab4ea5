using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Unwinds;
using Account = RiskCluster.Core.Tests.Acting<
    RiskCluster.Core.Accounts.AccountMachine, RiskCluster.Core.Accounts.AccountState, RiskCluster.Core.Accounts.AccountCommand,
    RiskCluster.Core.Accounts.AccountEvent, RiskCluster.Core.Accounts.AccountEffect>;

namespace RiskCluster.Core.Tests.Unwinds;

/// <summary>Who pays a loss, and that what all pay is the loss.</summary>
[Trait("Rule", "SYS-2")]
public sealed class WaterfallTests
{
    [Fact]
    public void Shares_by_hand()
    {
        LossShares.Of(100, [new("v/a", 300, 1), new("v/b", 100, 1)], LossRule.Deleverage).ShouldBe([new("v/a", 75), new("v/b", 25)]);
        LossShares.Of(100, [new("v/a", 30, 10), new("v/b", 100, 1)], LossRule.Deleverage).ShouldBe([new("v/a", 30), new("v/b", 70)], "nobody pays more than the profit");
        LossShares.Of(1, [new("v/a", 5), new("v/b", 5), new("v/c", 5)], LossRule.Socialise).ShouldBe([new("v/a", 0.333334m), new("v/b", 0.333333m), new("v/c", 0.333333m)]);
        LossShares.Of(100, [new("v/a", 10), new("v/b", 20)], LossRule.Socialise).Sum(share => share.AmountUsd).ShouldBe(30);
        LossShares.Of(100, [], LossRule.Socialise).ShouldBeEmpty();
    }

    [Fact]
    public void Shares_add_up_exactly_keep_every_basis_follow_the_naive_rule_and_forget_the_order() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            ImmutableArray<LossSharer> sharers = [.. Enumerable.Range(0, random.Next(0, 12)).Select(i => new LossSharer($"v/{i}", random.Next(0, 1_000_000) / 1000m, 1 + random.Next(100)))];
            var lossUsd = random.Next(0, 4_000_000) / 1000m;
            var rule = random.Next(2) == 0 ? LossRule.Deleverage : LossRule.Socialise;
            var shares = LossShares.Of(lossUsd, sharers, rule);
            shares.Sum(share => share.AmountUsd).ShouldBe(Math.Min(lossUsd, sharers.Sum(sharer => sharer.BasisUsd)));
            LossShares.Of(lossUsd, [.. sharers.OrderBy(_ => random.Next())], rule).ShouldBe(shares);
            var naive = Naive((double)lossUsd, sharers, rule);
            foreach (var sharer in sharers)
            {
                var paid = shares.FirstOrDefault(share => share.Account == sharer.Account)?.AmountUsd ?? 0;
                paid.ShouldBeLessThanOrEqualTo(sharer.BasisUsd);
                ((double)paid).ShouldBe(naive[sharer.Account], 2e-5);
            }

            return true;
        }));

    [Fact]
    public void Every_stage_pays_what_it_can_and_all_of_them_pay_the_loss() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var equities = Enumerable.Range(0, 1 + random.Next(5)).Select(i => new VenueEquity($"v{i}", random.Next(-1_000_000, 600_000) / 1000m)).ToImmutableArray();
            var equityUsd = equities.Sum(venue => venue.EquityUsd);
            if (equityUsd >= 0) return true;
            var unwind = new Acting<UnwindMachine, UnwindState, UnwindCommand, UnwindEvent, UnwindEffect>(Plans.Started() with { Rules = new() { InsuranceLimitUsd = random.Next(0, 400) } });
            var start = unwind.State.Seq;
            unwind.Do(new UnwindCommand.CoverShortfall(Plans.Figures(2, equityUsd, 0, 0), equities), Plans.Usual).Problem.ShouldBeNull();
            foreach (var draw in unwind.Effects.OfType<UnwindEffect.DrawInsurance>().ToArray())
            {
                draw.AskedUsd.ShouldBeLessThanOrEqualTo(unwind.State.Rules.InsuranceLimitUsd, "the pool has a loss limit");
                var grant = new UnwindCommand.GrantInsurance(1, draw.Venue, random.Next(3) == 0 ? draw.AskedUsd / 2 : draw.AskedUsd);
                unwind.Do(grant, Plans.Usual).Problem.ShouldBeNull();
                unwind.Do(grant, Plans.Usual).IsDuplicate.ShouldBeTrue();
            }

            var fundsUsd = unwind.State.Losses.Values.Sum(loss => loss.InsuranceUsd!.Value);
            foreach (var (venue, loss) in unwind.State.Losses)
                if (loss.SharedUsd is null && loss.OpenUsd() > 0)
                    unwind.Do(new UnwindCommand.ShareLoss(venue, LossRule.Deleverage, [new($"{venue}/x", random.Next(0, 300), 5), new($"{venue}/y", random.Next(0, 300), 9)]), Plans.Usual).Problem.ShouldBeNull();
            unwind.State.Status.ShouldBe(UnwindStatus.Bankrupt);
            unwind.State.Seq.ShouldBe(start + unwind.Events.Count);
            var losses = unwind.State.Losses.Values;
            var bufferUsd = losses.Sum(loss => loss.BufferUsd);
            bufferUsd.ShouldBe(equities.Where(venue => venue.EquityUsd > 0).Sum(venue => venue.EquityUsd), "the owner's own money goes first, all of it");
            var unpaidUsd = losses.Sum(loss => loss.OpenUsd());
            var paidUsd = losses.Sum(loss => loss.InsuranceUsd!.Value) + unwind.Events.OfType<UnwindEvent.LossShared>().Sum(shared => shared.Shares.Sum(share => share.AmountUsd));
            losses.ShouldAllBe(loss => loss.OpenUsd() >= 0);
            var debitedUsd = Debited(unwind, random);
            (bufferUsd + fundsUsd + debitedUsd + unpaidUsd).ShouldBe(losses.Sum(loss => loss.DeficitUsd), 1e-6m, "what accounts have lost is what others have not paid");
            return paidUsd + unpaidUsd == -equityUsd;
        }));

    [Fact]
    public void A_share_leaves_the_account_once_whatever_the_account_has()
    {
        var account = new Account(AccountMachine.Initial("v/a"));
        account.Do(new AccountCommand.SetCollateral(1, 1, 100, [])).Problem.ShouldBeNull();
        account.Do(new AccountCommand.PayLossShare("olga", 1, 30.25m)).Problem.ShouldBeNull();
        account.Do(new AccountCommand.PayLossShare("olga", 1, 30.25m)).IsDuplicate.ShouldBeTrue();
        account.Do(new AccountCommand.PayLossShare("otto", 1, 10)).Problem.ShouldBeNull();
        account.Do(new AccountCommand.PayLossShare("olga", 3, 70)).Problem.ShouldBeNull();
        account.Do(new AccountCommand.PayLossShare("olga", 2, 5)).IsDuplicate.ShouldBeTrue("an owner's unwinds come in order");
        account.State.CashUsd.ShouldBe(-10.25m);
        account.ShouldReplay("v/a");
    }

    // Every effect comes twice, and to accounts that hold something already.
    private static decimal Debited(Acting<UnwindMachine, UnwindState, UnwindCommand, UnwindEvent, UnwindEffect> unwind, Random random)
    {
        var accounts = new Dictionary<string, Account>(StringComparer.Ordinal);
        foreach (var effect in unwind.Effects.OfType<UnwindEffect.PayLossShare>().SelectMany(effect => new[] { effect, effect }))
        {
            var account = accounts.GetValueOrDefault(effect.Target.Key);
            if (account is null)
            {
                accounts[effect.Target.Key] = account = new(AccountMachine.Initial(effect.Target.Key));
                account.Do(new AccountCommand.SetCollateral(1, 1, random.Next(0, 100_000) / 100m, [])).Problem.ShouldBeNull();
            }

            account.Do(effect.ToCommand()).Problem.ShouldBeNull();
        }

        foreach (var (key, account) in accounts) account.ShouldReplay(key);
        return accounts.Values.Sum(account => ((AccountEvent.CollateralSet)account.Events[0]).CashUsd - account.State.CashUsd);
    }

    // Raises one level until the loss is found: everybody pays min(basis, level x weight).
    private static Dictionary<string, double> Naive(double lossUsd, ImmutableArray<LossSharer> sharers, LossRule rule)
    {
        double Weight(LossSharer sharer) => (double)sharer.BasisUsd * (rule == LossRule.Deleverage ? (double)sharer.Leverage : 1);
        double Paid(LossSharer sharer, double level) => Math.Min((double)sharer.BasisUsd, level * Weight(sharer));
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (sharers.Sum(sharer => Paid(sharer, middle)) < lossUsd) low = middle;
            else high = middle;
        }

        return sharers.ToDictionary(sharer => sharer.Account, sharer => Paid(sharer, high));
    }
}

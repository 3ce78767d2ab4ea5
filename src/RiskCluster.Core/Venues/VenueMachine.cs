using RiskCluster.Core.Turns;
using static RiskCluster.Core.Venues.VenueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Venues.VenueEvent, RiskCluster.Core.Venues.VenueEffect>;

namespace RiskCluster.Core.Venues;

/// <summary>The rules of a venue.</summary>
public sealed class VenueMachine : IMachine<VenueState, VenueCommand, VenueEvent, VenueEffect>
{
    private const int MaxName = 120;
    private const int MaxReason = 500;

    // A venue may beat as fast as it likes; the journal needs to know that it lives, not how often it says so.
    private const long HeartbeatEveryMs = 1000;

    private VenueMachine()
    {
    }

    /// <inheritdoc/>
    public static ActorKind Kind => ActorKind.Venue;

    /// <inheritdoc/>
    public static VenueState Initial(string key) => KeyName.IsValid(key) ? new(key) : throw new ArgumentException($"'{key}' is no venue: {KeyName.Rule}", nameof(key));

    /// <inheritdoc/>
    public static Decision Decide(VenueState state, VenueCommand command, in Turn turn)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (state.Profile is null && command is not VenueCommand.Register) return Reject(NotRegistered, null, $"venue '{state.Venue}' has not registered");
        return command switch
        {
            VenueCommand.Register register => Register(state, register.Profile),
            VenueCommand.ListInstruments list => VenueListing.Decide(state, list, turn),
            VenueCommand.RecordHeartbeat beat => Beat(state, beat.Sequence, turn),
            VenueCommand.HaltVenue halt => Halt(state, halt, turn),
            VenueCommand.ResumeVenue resume => Resume(state, resume, turn),
            VenueCommand.AddKey add => VenueKeyRules.Add(state, add, turn),
            VenueCommand.RevokeKey revoke => VenueKeyRules.Revoke(state, revoke, turn),
            VenueCommand.ChangeInsuranceFund change => VenueFundRules.Change(state, change),
            VenueCommand.DrawInsurance draw => VenueFundRules.Draw(state, draw),
            _ => throw new ArgumentException($"no venue knows {command.GetType().Name}", nameof(command)),
        };
    }

    /// <inheritdoc/>
    public static VenueState Apply(VenueState state, VenueEvent change)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(change);
        var next = change switch
        {
            VenueEvent.Registered registered => state with { Profile = registered.Profile },
            VenueEvent.InstrumentsListed listed => state with { Instruments = VenueListing.Apply(state.Instruments, listed) },
            VenueEvent.HeartbeatRecorded recorded => state with { Heartbeat = recorded.Heartbeat },
            VenueEvent.VenueHalted halted => state with { Halt = halted.Halt },
            VenueEvent.VenueResumed => state with { Halt = null },
            VenueEvent.KeyAdded added => state with { Keys = state.Keys.SetItem(added.KeyId, added.Key) },
            VenueEvent.KeyRevoked revoked => state with { Keys = state.Keys.Remove(revoked.KeyId), RevokedKeys = state.RevokedKeys.Add(revoked.KeyId) },
            VenueEvent.InsuranceFundChanged fund => state with
            {
                InsuranceFundUsd = fund.BalanceUsd,
                FundChanges = state.FundChanges.SetItem(fund.Source, state.FundChanges.GetValueOrDefault(fund.Source).With(fund.Ordinal)),
            },
            VenueEvent.InsuranceDrawn drawn => state with { InsuranceFundUsd = drawn.BalanceUsd, Draws = state.Draws.SetItem(drawn.Owner, drawn.UnwindId) },
            _ => throw new ArgumentException($"no venue knows {change.GetType().Name}", nameof(change)),
        };
        return next with { Seq = state.Seq + 1 };
    }

    internal static Decision Reject(VenueRejection rejection, string? param, string detail) => Decision.Reject(VenueProblem.Of(rejection, param, detail));

    private static Decision Register(VenueState state, VenueProfile profile)
    {
        if (!KeyName.IsValid(profile.Chain)) return Reject(ChainNotAName, "profile.chain", $"the chain is not {KeyName.Rule}");
        if (profile.MarginCurrency.Length is < 2 or > 12 || !profile.MarginCurrency.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
            return Reject(CurrencyNotACode, "profile.margin_currency", "the margin currency is not 2 to 12 capitals or digits, such as USDC");
        if (!PlainText.Holds(profile.Name, MaxName)) return Reject(NameNotPlain, "profile.name", $"the name is not 1 to {MaxName} characters of plain text");
        if (state.Profile == profile) return Decision.Duplicate();
        if (state.Profile is not null) return Reject(ProfileDiffers, "profile", $"venue '{state.Venue}' is registered as {state.Profile.Name} on {state.Profile.Chain} with another profile");
        return Decision.Accept(new VenueEvent.Registered(profile));
    }

    private static Decision Beat(VenueState state, long sequence, in Turn turn)
    {
        if (sequence < 1) return Reject(HeartbeatSequence, "sequence", $"the sequence {sequence} is less than 1");
        var last = state.Heartbeat;
        if (last is not null && (sequence <= last.Sequence || turn.NowMs < last.AtMs + HeartbeatEveryMs)) return Decision.Duplicate();
        return Decision.Accept(new VenueEvent.HeartbeatRecorded(new(sequence, turn.NowMs)));
    }

    private static Decision Halt(VenueState state, VenueCommand.HaltVenue halt, in Turn turn)
    {
        if (Unfounded(halt.Reason, halt.By) is { } refusal) return refusal;
        return state.Halt is not null ? Decision.Duplicate() : Decision.Accept(new VenueEvent.VenueHalted(new(halt.Reason, halt.By, turn.NowMs)));
    }

    private static Decision Resume(VenueState state, VenueCommand.ResumeVenue resume, in Turn turn)
    {
        if (Unfounded(resume.Reason, resume.By) is { } refusal) return refusal;
        return state.Halt is null ? Decision.Duplicate() : Decision.Accept(new VenueEvent.VenueResumed(resume.Reason, resume.By, turn.NowMs));
    }

    private static Decision? Unfounded(string reason, string by)
    {
        if (!PlainText.Holds(reason, MaxReason)) return Reject(ReasonNotPlain, "reason", $"the reason is not 1 to {MaxReason} characters of plain text");
        return KeyName.IsValid(by) ? null : Reject(ActorNotAName, "by", $"whoever acts is not named by {KeyName.Rule}");
    }
}

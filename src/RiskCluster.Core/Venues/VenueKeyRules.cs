using RiskCluster.Core.Turns;
using static RiskCluster.Core.Venues.VenueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Venues.VenueEvent, RiskCluster.Core.Venues.VenueEffect>;

namespace RiskCluster.Core.Venues;

/// <summary>Which keys a venue signs with. Several live at once, so that it can change over without a pause.</summary>
internal static class VenueKeyRules
{
    private const int MaxKeys = 16;
    private const int MaxRevoked = 1000;
    private const int HashDigits = 64;

    public static Decision Add(VenueState state, VenueCommand.AddKey add, in Turn turn)
    {
        if (!KeyName.IsValid(add.KeyId)) return VenueMachine.Reject(KeyIdNotAName, "key_id", $"the key id is not {KeyName.Rule}");
        if (add.SecretHash.Length != HashDigits || !add.SecretHash.All(char.IsAsciiHexDigitLower))
            return VenueMachine.Reject(SecretHashForm, "secret_hash", $"the hash is not {HashDigits} hexadecimal digits in lower case");
        if (state.RevokedKeys.Contains(add.KeyId)) return VenueMachine.Reject(KeyIdRevoked, "key_id", $"key '{add.KeyId}' was revoked; a new key needs a new id");
        if (state.Keys.TryGetValue(add.KeyId, out var known))
            return known.SecretHash == add.SecretHash ? Decision.Duplicate() : VenueMachine.Reject(KeyIdTaken, "key_id", $"key '{add.KeyId}' stands for another secret");
        if (state.Keys.Count >= MaxKeys) return VenueMachine.Reject(TooManyKeys, "key_id", $"{state.Keys.Count} keys are live, at most {MaxKeys} may be");
        if (state.RevokedKeys.Length >= MaxRevoked) return VenueMachine.Reject(TooManyRevokedKeys, "key_id", $"{MaxRevoked} keys were revoked, and a revoked id must never be forgotten");
        return Decision.Accept(new VenueEvent.KeyAdded(add.KeyId, new(add.SecretHash, turn.NowMs)));
    }

    public static Decision Revoke(VenueState state, VenueCommand.RevokeKey revoke, in Turn turn)
    {
        if (!KeyName.IsValid(revoke.KeyId)) return VenueMachine.Reject(KeyIdNotAName, "key_id", $"the key id is not {KeyName.Rule}");
        if (state.RevokedKeys.Contains(revoke.KeyId)) return Decision.Duplicate();
        if (!state.Keys.ContainsKey(revoke.KeyId)) return VenueMachine.Reject(UnknownKey, "key_id", $"venue '{state.Venue}' has no key '{revoke.KeyId}'");
        return Decision.Accept(new VenueEvent.KeyRevoked(revoke.KeyId, turn.NowMs));
    }
}

using System.Text.Json.Serialization;

namespace RiskCluster.Core.Parameters;

/// <summary>What governance may be asked for. <c>By</c> is whom the message was authenticated as.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Establish), "establish")]
[JsonDerivedType(typeof(ProposeModel), "propose_model")]
[JsonDerivedType(typeof(ProposeCharter), "propose_charter")]
[JsonDerivedType(typeof(Approve), "approve")]
[JsonDerivedType(typeof(Reject), "reject")]
[JsonDerivedType(typeof(RequestImpact), "request_impact")]
[JsonDerivedType(typeof(RecordImpact), "record_impact")]
[JsonDerivedType(typeof(Activate), "activate")]
[JsonDerivedType(typeof(RollBack), "roll_back")]
[JsonDerivedType(typeof(Freeze), "freeze")]
[JsonDerivedType(typeof(Unfreeze), "unfreeze")]
[JsonDerivedType(typeof(Review), "review")]
public abstract record RiskParametersCommand
{
    private RiskParametersCommand()
    {
    }

    /// <summary>Starts a model with its first document and its charter.</summary>
    public sealed record Establish(string Document, Charter Charter, string By) : RiskParametersCommand;

    /// <summary>Proposes a complete document.</summary>
    public sealed record ProposeModel(string Document, string By) : RiskParametersCommand;

    /// <summary>Proposes a change of the charter.</summary>
    public sealed record ProposeCharter(CharterChange Change, string By) : RiskParametersCommand;

    /// <summary>Consents to a version.</summary>
    /// <param name="Number">The version.</param>
    /// <param name="Hash">Of the text that the governor has read.</param>
    /// <param name="BaseHash">Of what the governor knows to be active.</param>
    /// <param name="By">The governor.</param>
    public sealed record Approve(long Number, string Hash, string BaseHash, string By) : RiskParametersCommand;

    /// <summary>Objects to a version, or takes one's own back.</summary>
    public sealed record Reject(long Number, string Reason, string By) : RiskParametersCommand;

    /// <summary>Asks for another run on the live book.</summary>
    public sealed record RequestImpact(long Number, string By) : RiskParametersCommand;

    /// <summary>Brings the result of a run.</summary>
    public sealed record RecordImpact(long Number, string Hash, string BaseHash, ImpactReport Report) : RiskParametersCommand;

    /// <summary>Puts a version in force.</summary>
    public sealed record Activate(long Number, string By) : RiskParametersCommand;

    /// <summary>Brings back an earlier version's document at once.</summary>
    public sealed record RollBack(long ToNumber, string Reason, string By) : RiskParametersCommand;

    /// <summary>Stops all activations, on one governor's word.</summary>
    public sealed record Freeze(string Reason, string By) : RiskParametersCommand;

    /// <summary>Agrees to go on; it needs as many governors as an approval.</summary>
    public sealed record Unfreeze(string By) : RiskParametersCommand;

    /// <summary>Time has passed: what is overdue expires.</summary>
    public sealed record Review : RiskParametersCommand;
}

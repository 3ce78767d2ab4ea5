using System.Text.Json;
using System.Text.Json.Serialization;
using RiskCluster.Contracts;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Host.Peers;

/// <summary>
/// One kind of question about figures: answered here where the owner's margin is, and otherwise by the process that has it. Who may ask is decided where the caller is; the others trust their peers.
/// </summary>
/// <typeparam name="TQuestion">The details.</typeparam>
/// <typeparam name="TAnswer">The body.</typeparam>
/// <param name="name">What is asked.</param>
/// <param name="node">This process.</param>
/// <param name="here">Answers for this process alone.</param>
internal sealed class PeerTopic<TQuestion, TAnswer>(string name, LiveNode node, Func<TQuestion, CancellationToken, Task<TAnswer>> here) : IPeerTopic
{
    // Ranks of owners whom a cycle could not margin are not numbers.
    private static readonly JsonSerializerOptions Json = new(ApiJson.Options) { NumberHandling = ApiJson.Options.NumberHandling | JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<JsonElement> Answer(JsonElement question, CancellationToken cancellation) =>
        JsonSerializer.SerializeToElement(await here(question.Deserialize<TQuestion>(Json)!, cancellation), Json);

    /// <summary>Asks the process that margins an account or owner.</summary>
    /// <param name="key"><c>venue/account</c>, or an owner.</param>
    /// <param name="question">The details.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="RefusedException">As that process refuses; in a cluster on the move, nothing found is <see cref="ProblemCode.Unavailable"/>.</exception>
    public async Task<TAnswer> At(string key, TQuestion question, CancellationToken cancellation)
    {
        if (node.Node.Peers is not { } peers) return await here(question, cancellation);
        var owner = key.Contains('/', StringComparison.Ordinal) ? await node.OwnerOf(key, cancellation) ?? key : key;
        try
        {
            return peers.HomeOf(owner) is { } home ? await Ask(peers, home, question, cancellation) : await here(question, cancellation);
        }
        catch (RefusedException refused) when (refused.Problem.Code == ProblemCode.NotFound && peers.Coverage is var (known, covered) && covered < known)
        {
            throw Refusals.Unavailable("not_covered", $"{known - covered} of {known} owners are on their way from one silo to another, and '{key}' may be of them");
        }
    }

    /// <summary>Asks all processes; this one first, the others in no order.</summary>
    /// <exception cref="RefusedException">One refuses.</exception>
    public async Task<IReadOnlyList<TAnswer>> Everywhere(TQuestion question, CancellationToken cancellation)
    {
        if (node.Node.Peers is not { } peers) return [await here(question, cancellation)];
        return await Task.WhenAll(peers.Others.Select(process => Ask(peers, process, question, cancellation)).Prepend(here(question, cancellation)));
    }

    private async Task<TAnswer> Ask(IPeers peers, string process, TQuestion question, CancellationToken cancellation)
    {
        var text = JsonSerializer.Serialize(new PeerQuestion(name, JsonSerializer.SerializeToElement(question, Json)), Json);
        PeerAnswer answer;
        try
        {
            answer = JsonSerializer.Deserialize<PeerAnswer>(await peers.Ask(process, text, cancellation), Json)!;
        }
        catch (ActorUnavailableException problem)
        {
            throw Refusals.Unavailable("silo_unavailable", $"the silo that has the figures does not answer now: {problem.Message}");
        }

        if (answer.Problem is { } refused) throw new RefusedException(refused);
        // A topic may answer that there is nothing.
        return answer.Body is { } body ? body.Deserialize<TAnswer>(Json)! : default!;
    }
}

using System.Text.Json;
using RiskCluster.Contracts;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Contagion;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Host.Peers;

/// <summary>Answers what other processes of the cluster ask of this one's figures.</summary>
internal sealed class PeerAnswers
{
    private readonly Dictionary<string, IPeerTopic> topics;

    /// <summary>Puts itself at the node's desk.</summary>
    public PeerAnswers(NodeOptions node, PortfolioReads reads, PortfolioBoard board, CoverageReads coverage, Attestor attestor, ContagionBooks books)
    {
        topics = reads.Topics.Append(board.Topic).Append(coverage.Topic).Append(attestor.Topic).Concat(books.Topics).ToDictionary(topic => topic.Name, StringComparer.Ordinal);
        node.Desk.Answer = Answer;
    }

    private async Task<string> Answer(string question, CancellationToken cancellation)
    {
        var asked = JsonSerializer.Deserialize<PeerQuestion>(question, ApiJson.Options)!;
        return JsonSerializer.Serialize(await Answer(asked, cancellation), ApiJson.Options);
    }

    private async Task<PeerAnswer> Answer(PeerQuestion question, CancellationToken cancellation)
    {
        if (!topics.TryGetValue(question.Name, out var topic))
            return new(null, new(ProblemCode.Unavailable, "unknown_question", null, $"a silo of another version does not answer '{question.Name}'", Retryable: true));
        try
        {
            return new(await topic.Answer(question.Body, cancellation), null);
        }
        catch (RefusedException refused)
        {
            return new(null, refused.Problem);
        }
    }
}

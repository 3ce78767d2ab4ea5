using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Chaos;

/// <summary>What a process that is killed answers to whoever kills it: <c>update ID STREAM KEY</c>, <c>read ID STREAM</c> and <c>status ID</c>, with a number or with words.</summary>
internal sealed class ChaosProtocol(IRiskNode node, Func<string> status)
{
    private readonly ChaosAccounts accounts = new(node);

    /// <summary>Answers until the input ends.</summary>
    public Task Run() => new LineAnswers(Answer).Run();

    private async Task<string> Answer(string[] words) => words[0] switch
    {
        "update" => $"{await accounts.Update(words[2], words[3])}",
        "read" => $"{await accounts.Read(words[2])}",
        _ => status(),
    };
}

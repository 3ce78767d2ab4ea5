namespace RiskCluster.Host.Answers;

/// <summary>A code of problems.</summary>
/// <param name="Code">Its name.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">In words.</param>
/// <param name="Meaning">For people.</param>
public sealed record ProblemEntry(string Code, int Status, string Title, string Meaning);

using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Input;

/// <summary>Reads a model document from a file.</summary>
public static class RiskModelFile
{
    /// <summary>The model that is used when no file is named.</summary>
    public const string DefaultModel = "riskcluster-1";

    /// <summary>The model of a file, or <see cref="DefaultModel"/> without one.</summary>
    /// <exception cref="InputException">The file cannot be read, or breaks a rule at a JSON path.</exception>
    public static RiskModel ReadOrDefault(string? path)
    {
        if (path is null) return RiskModel.Load(DefaultModel);
        try
        {
            return RiskModel.Parse(File.ReadAllText(path));
        }
        catch (RiskModelException problem)
        {
            throw new InputException(path, problem.Path, problem.Rule);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", $"cannot be read: {problem.Message}");
        }
    }
}

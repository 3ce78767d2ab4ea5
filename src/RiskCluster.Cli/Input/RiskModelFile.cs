using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Input;

/// <summary>A margin model by its name, or from a document of the user's own.</summary>
public static class RiskModelFile
{
    /// <summary>The model that is used when none is named.</summary>
    public const string DefaultModel = "riskcluster-1";

    /// <summary>The model of a complete text.</summary>
    /// <exception cref="InputException">It breaks a rule at a JSON path.</exception>
    public static RiskModel Parse(string nameOrFile, string text)
    {
        try
        {
            return RiskModel.Parse(text);
        }
        catch (RiskModelException problem)
        {
            throw new InputException(nameOrFile, problem.Path, problem.Rule);
        }
    }

    /// <summary>The model of a file; where there is no such file, the model of that name that comes with the engine.</summary>
    /// <exception cref="InputException">Neither, or the document cannot be read or breaks a rule at a JSON path.</exception>
    public static RiskModel Read(string nameOrFile)
    {
        try
        {
            return File.Exists(nameOrFile) ? RiskModel.Parse(File.ReadAllText(nameOrFile)) : RiskModel.Load(nameOrFile);
        }
        catch (ArgumentException)
        {
            throw new InputException(nameOrFile, "", $"neither a file nor a model that comes with the engine ({DefaultModel})");
        }
        catch (RiskModelException problem)
        {
            throw new InputException(nameOrFile, problem.Path, problem.Rule);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(nameOrFile, "", $"cannot be read: {problem.Message}");
        }
    }
}

using RiskCluster.Cli.Input;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Margining;

/// <summary>A margin model by name, or from a document of the user's own.</summary>
internal static class ModelSource
{
    /// <summary>The model.</summary>
    /// <exception cref="InputException">No such model or file, or a document that breaks a rule; the message names the path in it.</exception>
    public static RiskModel Read(string nameOrFile)
    {
        if (!File.Exists(nameOrFile))
        {
            try
            {
                return RiskModel.Load(nameOrFile);
            }
            catch (ArgumentException)
            {
                throw new InputException(nameOrFile, "", "neither a file nor a model that comes with the engine (riskcluster-1)");
            }
        }

        try
        {
            return RiskModel.Parse(File.ReadAllText(nameOrFile));
        }
        catch (RiskModelException problem)
        {
            throw new InputException(nameOrFile, problem.Path, problem.Rule);
        }
    }
}

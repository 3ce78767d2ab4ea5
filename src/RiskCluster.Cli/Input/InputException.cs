namespace RiskCluster.Cli.Input;

/// <summary>Bad input, told in one line that names the file, the place in it and the rule it breaks. The process ends with exit code 2.</summary>
public sealed class InputException : Exception
{
    /// <summary>The file as the user named it, the place in it (<c>row 17: mark_price</c>, <c>positions[3].size</c>; may be empty), and the rule.</summary>
    public InputException(string file, string place, string rule)
        : base(place.Length == 0 ? $"{file}: {rule}" : $"{file}: {place}: {rule}")
    {
    }
}

namespace RiskCluster.Risk.Calibration;

/// <summary>The history does not reach far enough for what the model asks of it: there is no calibration, rather than a bad one.</summary>
public sealed class InsufficientHistoryException : Exception
{
    /// <summary>Says what is missing.</summary>
    public InsufficientHistoryException(string message)
        : base(message)
    {
    }
}

namespace RiskCluster.Client.Calls;

/// <summary>Whether the same call may be sent again when nobody knows what became of it.</summary>
internal enum Repeat
{
    /// <summary>It changes nothing.</summary>
    Safe,

    /// <summary>It changes something once under its key, which stays the same over all attempts.</summary>
    Keyed,

    /// <summary>Sent twice it would act twice.</summary>
    Never,
}

namespace RiskCluster.Risk.Engine;

/// <summary>Which rows a kernel pass makes; constants that the compiler folds.</summary>
internal interface IRowKind
{
    static abstract bool HasCall { get; }

    static abstract bool HasPut { get; }
}

/// <summary>A call alone.</summary>
internal readonly struct CallRow : IRowKind
{
    public static bool HasCall => true;

    public static bool HasPut => false;
}

/// <summary>A put alone.</summary>
internal readonly struct PutRow : IRowKind
{
    public static bool HasCall => false;

    public static bool HasPut => true;
}

/// <summary>A call and a put at one strike and expiry.</summary>
internal readonly struct ParityRows : IRowKind
{
    public static bool HasCall => true;

    public static bool HasPut => true;
}

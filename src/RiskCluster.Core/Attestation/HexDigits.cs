namespace RiskCluster.Core.Attestation;

/// <summary>Bytes as Ethereum writes them: <c>0x</c> and two hexadecimal digits each.</summary>
internal static class HexDigits
{
    public static string Text(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>True when the text is <c>0x</c> and exactly as many digits as the bytes need.</summary>
    public static bool TryRead(string? text, Span<byte> bytes)
    {
        if (text is null || text.Length != 2 + 2 * bytes.Length || !text.StartsWith("0x", StringComparison.Ordinal)) return false;
        return Convert.FromHexString(text.AsSpan(2), bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}

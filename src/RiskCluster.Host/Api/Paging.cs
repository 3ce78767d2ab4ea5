using System.Buffers.Text;
using System.Text;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;

namespace RiskCluster.Host.Api;

/// <summary>Lists in parts: a cursor names the last item of a part, so that items which come and go meanwhile neither shift nor repeat the others.</summary>
internal static class Paging
{
    /// <summary>A cursor out of what it says.</summary>
    public static string Cursor(params ReadOnlySpan<string> parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\n', parts)));

    /// <summary>What a cursor says.</summary>
    /// <param name="cursor">As the caller has it; null for the first part.</param>
    /// <param name="count">So many parts it has.</param>
    /// <exception cref="RefusedException">None of ours.</exception>
    public static string[]? Parts(string? cursor, int count)
    {
        if (Cursors.After(cursor) is not { } said) return null;
        var parts = said.Split('\n');
        return parts.Length == count ? parts : throw BadCursor();
    }

    /// <summary>A cursor that is none of ours.</summary>
    public static RefusedException BadCursor() => Refusals.Invalid("cursor_malformed", "cursor", "the cursor is none that a list told");
}

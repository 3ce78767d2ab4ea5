using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using RiskCluster.Contracts;

namespace RiskCluster.Client.Calls;

/// <summary>One call, however often it is sent.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Repeat">Whether it may be sent again.</param>
internal sealed record ApiCall(HttpMethod Method, string Path, Repeat Repeat)
{
    private const int KeyDigits = 32;

    /// <summary>The body as it is sent; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The name of a write over all attempts.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>True for what anybody may ask: it goes without credentials, so that wrong ones do not matter.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The tag that must still be in force.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Reads something.</summary>
    public static ApiCall Get(FormattableString path, params ReadOnlySpan<(string Name, object? Value)> query) => new(HttpMethod.Get, Escaped(path) + Query(query), Repeat.Safe);

    /// <summary>Computes something and changes nothing.</summary>
    public static ApiCall Ask<T>(FormattableString path, T body) => new(HttpMethod.Post, Escaped(path), Repeat.Safe) { Body = Written(body) };

    /// <summary>Changes something once, under the key that is given or a random one.</summary>
    public static ApiCall Write<T>(HttpMethod method, FormattableString path, T body, string? key) => new(method, Escaped(path), Repeat.Keyed) { Body = Written(body), IdempotencyKey = key ?? RandomKey() };

    /// <summary>Changes something once, without a body.</summary>
    public static ApiCall Write(HttpMethod method, FormattableString path, string? key) => new(method, Escaped(path), Repeat.Keyed) { IdempotencyKey = key ?? RandomKey() };

    /// <summary>Changes something every time.</summary>
    public static ApiCall Once(FormattableString path) => new(HttpMethod.Post, Escaped(path), Repeat.Never);

    /// <summary>Changes something every time.</summary>
    public static ApiCall Once<T>(FormattableString path, T body) => new(HttpMethod.Post, Escaped(path), Repeat.Never) { Body = Written(body) };

    /// <summary>A path whose holes are escaped.</summary>
    public static string Escaped(FormattableString path) =>
        string.Format(CultureInfo.InvariantCulture, path.Format, [.. path.GetArguments().Select(part => (object)Uri.EscapeDataString(Convert.ToString(part, CultureInfo.InvariantCulture)!))]);

    private static string Query(ReadOnlySpan<(string Name, object? Value)> query)
    {
        var parts = new List<string>();
        foreach (var (name, value) in query)
            if (value is not null) parts.Add($"{name}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!)}");
        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }

    private static byte[] Written<T>(T body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options);
    }

    private static string RandomKey() => RandomNumberGenerator.GetHexString(KeyDigits, lowercase: true);
}

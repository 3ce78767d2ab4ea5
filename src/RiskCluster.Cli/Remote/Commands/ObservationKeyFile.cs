using System.Security.Cryptography;
using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary>The key of a market data source, P-256 in PEM.</summary>
internal static class ObservationKeyFile
{
    private const string Curve = "1.2.840.10045.3.1.7";

    /// <summary>The key.</summary>
    /// <exception cref="InputException">The file is none.</exception>
    public static ECDsa Read(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(InputFile.ReadText(file));
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve) return key;
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            // Told below, like a key of another kind.
        }

        key.Dispose();
        throw new InputException(file, "", "is no key on P-256 in PEM");
    }

    /// <summary>True when it can sign.</summary>
    public static bool IsPrivate(ECDsa key)
    {
        try
        {
            key.ExportParameters(includePrivateParameters: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

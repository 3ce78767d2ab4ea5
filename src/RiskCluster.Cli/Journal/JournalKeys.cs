using System.Text;
using RiskCluster.Cli.Input;
using RiskCluster.Journal.Verification;

namespace RiskCluster.Cli.Journal;

/// <summary>Keys and checkpoints as files; whatever is wrong with one names it.</summary>
internal static class JournalKeys
{
    private const int LargestKeyBytes = 1 << 16;

    /// <summary>Signs with the private key of a file.</summary>
    public static byte[] Sign(JournalCheckpoint checkpoint, string keyFile) => Named(keyFile, () => SignedCheckpoint.Sign(checkpoint, Pem(keyFile)));

    /// <summary>The checkpoint that two options name; null when they name none.</summary>
    public static JournalCheckpoint? Checkpoint(string? checkpointFile, string? keyFile)
    {
        if (checkpointFile is null != keyFile is null) throw new InputException(checkpointFile is null ? "--key" : "--checkpoint", "", "--checkpoint and --key belong together");
        return checkpointFile is null ? null : Read(checkpointFile, keyFile!);
    }

    /// <summary>Reads a checkpoint and checks it with the public key of a file.</summary>
    private static JournalCheckpoint Read(string checkpointFile, string keyFile)
    {
        var pem = Pem(keyFile);
        Named<object?>(keyFile, () =>
        {
            SignedCheckpoint.RequireKey(pem);
            return null;
        });
        return Named(checkpointFile, () => SignedCheckpoint.Read(Bytes(checkpointFile), pem));
    }

    private static string Pem(string file)
    {
        var bytes = Bytes(file);
        return bytes.Length <= LargestKeyBytes ? Encoding.UTF8.GetString(bytes) : throw new InputException(file, "", "is no key in PEM");
    }

    private static byte[] Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(file, "", "cannot be read");
        }
    }

    private static T Named<T>(string file, Func<T> body)
    {
        try
        {
            return body();
        }
        catch (FormatException problem)
        {
            throw new InputException(file, "", problem.Message);
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using RiskCluster.Host.Configuration;

namespace RiskCluster.Cli.Doctor;

/// <summary>The certificates that the server shows: there, readable, with their key, in force for long enough.</summary>
internal static class CertificateChecks
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(21);

    /// <summary>Looks at those of the configuration's section <c>Kestrel</c>.</summary>
    public static IEnumerable<Diagnosis> Of(ServeOptions options, IConfiguration configuration, DateTimeOffset now)
    {
        var sections = configuration.GetSection("Kestrel:Certificates").GetChildren()
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.GetSection("Certificate")))
            .Where(section => section["Path"] is not null)
            .ToList();
        foreach (var section in sections) yield return Judged(section["Path"]!, section["KeyPath"], section["Password"], now);
        if (sections.Count == 0 && options.Urls.Contains("https:", StringComparison.OrdinalIgnoreCase))
            yield return Diagnosis.Fail("certificate", "there are https addresses and no certificate", "Kestrel__Certificates__Default__Path and KeyPath (PEM), or Path and Password (PFX)");
    }

    private static Diagnosis Judged(string path, string? keyPath, string? password, DateTimeOffset now)
    {
        const string check = "certificate";
        try
        {
            using var certificate = Read(path, keyPath, password);
            var days = (certificate.NotAfter.ToUniversalTime() - now.UtcDateTime).TotalDays;
            var finding = string.Create(CultureInfo.InvariantCulture, $"{path}: {certificate.Subject}, good until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");
            if (!certificate.HasPrivateKey) return Diagnosis.Fail(check, $"{path}: has no key", "name the key with KeyPath");
            if (certificate.NotBefore.ToUniversalTime() > now.UtcDateTime) return Diagnosis.Fail(check, $"{finding}, and not before {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}", "set the clock right, or wait");
            return days < 0 ? Diagnosis.Fail(check, finding, "renew it: callers refuse it")
                : days < Soon.TotalDays ? Diagnosis.Warn(check, finding, string.Create(CultureInfo.InvariantCulture, $"renew it within {days:0} days"))
                : Diagnosis.Ok(check, finding);
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Diagnosis.Fail(check, $"{path}: {problem.Message.ReplaceLineEndings(" ")}", "certificate and key must be readable PEM files that belong together, or one PFX file with its password");
        }
    }

    private static X509Certificate2 Read(string path, string? keyPath, string? password) =>
        keyPath is not null ? (password is null ? X509Certificate2.CreateFromPemFile(path, keyPath) : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath))
        : X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12 ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
        : X509CertificateLoader.LoadCertificateFromFile(path);
}

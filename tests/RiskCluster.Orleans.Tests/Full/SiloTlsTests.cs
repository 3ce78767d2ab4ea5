using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RiskCluster.Core.Accounts;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Tests.Engines;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>Silos talk TLS, and let nobody in whom their own authority has not signed.</summary>
public sealed class SiloTlsTests(JournalPlaces places) : IClassFixture<JournalPlaces>
{
    private static readonly string[] Accounts = ["deribit/a", "deribit/b", "deribit/c", "deribit/d"];

    [Theory, OnPostgres]
    public async Task Silos_of_one_authority_are_one_cluster_and_who_has_no_certificate_of_it_stays_outside(JournalKind kind)
    {
        using var authority = Authority("riskcluster");
        using var stranger = Authority("another");
        using var one = Signed(authority);
        using var two = Signed(authority);
        using var foreign = Signed(stranger);
        await using var silos = new SiloSet(places.New(kind));
        await silos.Join(settings => settings with { Certificate = one, Authority = authority });
        await silos.Join(settings => settings with { Certificate = two, Authority = authority });
        await silos.Fill(Accounts);
        await silos.Covered(Accounts.Length);

        // As a silo would dial: without a certificate, and with one that another authority has signed. The handshake ends, or the first word after it.
        var port = silos.Hosts[0].Node.Placement.Self.Split('@')[0].Split(':')[^1];
        foreach (var shown in new[] { null, foreign }) (await IsLetIn(int.Parse(port, CultureInfo.InvariantCulture), shown)).ShouldBeFalse();
        (await IsLetIn(int.Parse(port, CultureInfo.InvariantCulture), two)).ShouldBeTrue();
        await silos.Position(Accounts[0], 2, new PositionChange(EngineRig.Perpetual, 5, 65_000));
        await silos.Covered(Accounts.Length);
    }

    private static async Task<bool> IsLetIn(int port, X509Certificate2? shown)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        // Whom the silo is does not matter here, only whom it lets in.
        await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "riskcluster", ClientCertificates = shown is null ? null : [shown] }, patience.Token);
            // A silo that has let us in waits for us to say who we are; one that has not closes.
            var answer = tls.ReadAsync(new byte[1], patience.Token).AsTask();
            return await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(2), patience.Token)) != answer || await answer > 0;
        }
        catch (Exception problem) when (problem is IOException or AuthenticationException)
        {
            return false;
        }
    }

    [Fact]
    public void A_certificate_counts_while_it_is_in_force_and_of_this_authority()
    {
        using var authority = Authority("riskcluster");
        using var other = Authority("riskcluster");
        var trust = new SiloTrust(authority);
        using var good = Signed(authority);
        using var foreign = Signed(other);
        using var old = Signed(authority, until: DateTimeOffset.UtcNow.AddMinutes(-1));
        trust.Accepts(good).ShouldBeTrue();
        trust.Accepts(foreign).ShouldBeFalse("another authority of the same name");
        trust.Accepts(old).ShouldBeFalse();
        trust.Accepts(null).ShouldBeFalse();
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    private static X509Certificate2 Signed(X509Certificate2 authority, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-30), until ?? DateTimeOffset.UtcNow.AddMinutes(30), RandomNumberGenerator.GetBytes(8));
        // As read from files: a key that is in memory alone serves no TLS everywhere.
        using var together = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(together.Export(X509ContentType.Pfx), null);
    }
}

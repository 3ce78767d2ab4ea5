using System.Security.Cryptography.X509Certificates;

namespace RiskCluster.Orleans.Silo;

/// <summary>Which certificates other silos may show: those that the cluster's own authority has signed and that are in force, and no other authority's.</summary>
/// <param name="authority">The cluster's authority.</param>
public sealed class SiloTrust(X509Certificate2 authority)
{
    /// <summary>True for a silo of this cluster.</summary>
    public bool Accepts(X509Certificate2? certificate)
    {
        if (certificate is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}

using RiskCluster.Core.Attestation;
using RiskCluster.Core.Margins;

namespace RiskCluster.Core.Tests.Attestation;

/// <summary>An attestation whose hashes and signatures were computed by another library (ethers 6.17).</summary>
internal static class AttestationSample
{
    public static readonly AttestationDomain Domain = new(31337, EthereumAddress.Parse("0x5FbDB2315678afecb367f032d93F642f64180aa3"));

    public static readonly AttestedMargin Margin = new(
        "deribit/alice", "polaris", FigureStatus.Degraded, 1_500_000.123456m, 1_200_000m, -2.5m, -1_500_002.623456m, -0.000001m, 900_000m, Filled(0x11), 1_770_220_800_000, 42, 7, Filled(0x22), 1_770_220_800_123);

    public static readonly MarginAttestation Attestation = new(Margin, 1_770_220_860_123, Filled(0x33));

    /// <summary>By the private keys 1, 2 and 3, as the other library signed.</summary>
    public static readonly AttestationSignature[] Signatures =
    [
        Signature("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", "0x12d4d8ba725e03116e317b147a85cd1b7ae03b8a8ce888a30066d165ccc7b3a5", "0x69350f4b5fb3b11f99aadf8fa861ab30473d7b814dc3a8fa7d497183b39acc10", 28),
        Signature("0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF", "0x7f421302c75821a6174803fa05bea55d3d323d94381befc2908b8338e6613905", "0x7ff1aa6c967655a88dde2347920d94ec2363bf452329746a0ad217c01a26fdb0", 28),
        Signature("0x6813Eb9362372EEF6200f3b1dbC3f819671cBA69", "0x10c4957a7ae0af13bb53fab859845ce89138f2ef75ba395ed51cd4cf373198af", "0x4b8074c851064239a30408f83b4ffcbc67c205451db3de139b689f261e389949", 28),
    ];

    public static Hash256 Filled(byte value) => Hash256.Of(Enumerable.Repeat(value, 32).ToArray());

    private static AttestationSignature Signature(string signer, string r, string s, int v) => new(EthereumAddress.Parse(signer), Hash256.Parse(r), Hash256.Parse(s), v);
}

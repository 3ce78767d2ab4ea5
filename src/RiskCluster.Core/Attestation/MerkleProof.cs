using System.Collections.Immutable;

namespace RiskCluster.Core.Attestation;

/// <summary>That a leaf stands at a place of a tree.</summary>
/// <param name="Index">The place, from 0.</param>
/// <param name="Siblings">From the leaf upwards: the other child at each height; at most 32.</param>
public sealed record MerkleProof(long Index, ImmutableArray<Hash256> Siblings)
{
    /// <summary>More than this many no contract takes.</summary>
    public const int MostSiblings = 32;

    /// <summary>True when the leaf of <paramref name="hash"/> stands there in the tree of that root.</summary>
    public bool Proves(Hash256 hash, Hash256 root)
    {
        if (Siblings.IsDefault || Siblings.Length > MostSiblings || Index < 0 || Index >> Siblings.Length != 0) return false;
        var node = MerkleTree.Leaf(hash);
        for (var height = 0; height < Siblings.Length; height++)
            node = (Index >> height & 1) == 0 ? MerkleTree.Node(node, Siblings[height]) : MerkleTree.Node(Siblings[height], node);
        return node == root;
    }
}

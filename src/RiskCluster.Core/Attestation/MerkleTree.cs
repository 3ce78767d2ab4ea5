using System.Collections.Immutable;

namespace RiskCluster.Core.Attestation;

/// <summary>
/// A binary tree over leaves in a fixed order. <c>leaf = keccak256(0x00, hash)</c>, <c>node = keccak256(0x01, left, right)</c>: a leaf is never taken for a node, nor a node for a leaf.
/// Places up to the next power of two are filled with 32 bytes of 0, which no leaf hashes to.
/// </summary>
/// <remarks>Proofs are by index, left and right told by its bits; pairs are not sorted, so that a proof says also where the leaf stands.</remarks>
public sealed class MerkleTree
{
    private readonly ImmutableArray<Hash256[]> levels;

    /// <summary>A tree of leaves; about two hashes a leaf.</summary>
    /// <param name="hashes">What the leaves stand for, in order; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public MerkleTree(IReadOnlyList<Hash256> hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        if (hashes.Count == 0) throw new ArgumentException("a tree has a leaf", nameof(hashes));
        Count = hashes.Count;
        var level = hashes.Select(Leaf).ToArray();
        var all = ImmutableArray.CreateBuilder<Hash256[]>();
        all.Add(level);
        for (var empty = Hash256.Zero; level.Length > 1; empty = Node(empty, empty))
        {
            var above = new Hash256[(level.Length + 1) / 2];
            for (var i = 0; i < above.Length; i++) above[i] = Node(level[2 * i], 2 * i + 1 < level.Length ? level[2 * i + 1] : empty);
            all.Add(level = above);
        }

        levels = all.ToImmutable();
    }

    /// <summary>How many leaves.</summary>
    public int Count { get; }

    /// <summary>The root.</summary>
    public Hash256 Root => levels[^1][0];

    /// <summary>The proof that a leaf is in the tree.</summary>
    /// <param name="index">Its place, from 0.</param>
    public MerkleProof Prove(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var siblings = ImmutableArray.CreateBuilder<Hash256>(levels.Length - 1);
        var empty = Hash256.Zero;
        for (var height = 0; height < levels.Length - 1; height++, empty = Node(empty, empty))
        {
            var sibling = (index >> height) ^ 1;
            siblings.Add(sibling < levels[height].Length ? levels[height][sibling] : empty);
        }

        return new(index, siblings.ToImmutable());
    }

    /// <summary>The hash of a leaf.</summary>
    public static Hash256 Leaf(Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[1 + Hash256.Length];
        bytes[0] = 0x00;
        hash.CopyTo(bytes[1..]);
        return Keccak256.Of(bytes);
    }

    /// <summary>The hash of a node.</summary>
    public static Hash256 Node(Hash256 left, Hash256 right)
    {
        Span<byte> bytes = stackalloc byte[1 + 2 * Hash256.Length];
        bytes[0] = 0x01;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Hash256.Length)..]);
        return Keccak256.Of(bytes);
    }
}

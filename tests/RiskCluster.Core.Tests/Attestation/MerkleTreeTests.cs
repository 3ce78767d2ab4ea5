using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Core.Attestation;

namespace RiskCluster.Core.Tests.Attestation;

public sealed class MerkleTreeTests
{
    [Fact]
    public void Three_leaves_have_the_root_of_another_library() =>
        new MerkleTree(Hashes(3)).Root.ToString().ShouldBe("0xb74c533c0c2774aa1ab9d803e75d7f19241b53452d24f8049707cfdb6f8c983b");

    [Fact]
    public void Every_leaf_is_proved_at_its_place_and_nowhere_else() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Choose(1, 70).ToArbitrary(), count =>
        {
            var (hashes, tree) = (Hashes(count), new MerkleTree(Hashes(count)));
            for (var i = 0; i < count; i++)
            {
                var proof = tree.Prove(i);
                proof.Siblings.Length.ShouldBe(count == 1 ? 0 : (int)Math.Ceiling(Math.Log2(count)));
                proof.Proves(hashes[i], tree.Root).ShouldBeTrue();
                proof.Proves(hashes[(i + 1) % count], tree.Root).ShouldBe(count == 1, "another leaf");
                (proof with { Index = proof.Index + (1L << proof.Siblings.Length) }).Proves(hashes[i], tree.Root).ShouldBeFalse("beyond the tree");
                if (count > 1) (proof with { Index = proof.Index ^ 1 }).Proves(hashes[i], tree.Root).ShouldBeFalse("another place");
                if (count > 1) (proof with { Siblings = proof.Siblings.RemoveAt(0) }).Proves(hashes[i], tree.Root).ShouldBeFalse("shorter");
                (proof with { Siblings = proof.Siblings.Add(Hash256.Zero) }).Proves(hashes[i], tree.Root).ShouldBeFalse("longer");
            }
        }));

    [Fact]
    public void A_node_is_never_taken_for_a_leaf_nor_an_empty_place()
    {
        var (hashes, tree) = (Hashes(4), new MerkleTree(Hashes(4)));
        var left = MerkleTree.Node(MerkleTree.Leaf(hashes[0]), MerkleTree.Leaf(hashes[1]));
        var above = tree.Prove(0) with { Siblings = [tree.Prove(0).Siblings[1]] };
        MerkleTree.Node(left, above.Siblings[0]).ShouldBe(tree.Root, "the node leads to the root");
        above.Proves(left, tree.Root).ShouldBeFalse("but is no leaf");
        new MerkleProof(3, new MerkleTree(Hashes(3)).Prove(2).Siblings.SetItem(0, MerkleTree.Leaf(hashes[2]))).Proves(Hash256.Zero, new MerkleTree(Hashes(3)).Root).ShouldBeFalse("the filling is no leaf");
    }

    [Fact]
    public void There_is_no_tree_of_nothing_and_no_proof_beside_it()
    {
        Should.Throw<ArgumentException>(() => new MerkleTree([]));
        Should.Throw<ArgumentOutOfRangeException>(() => new MerkleTree(Hashes(2)).Prove(2));
        new MerkleProof(0, default).Proves(Hash256.Zero, Hash256.Zero).ShouldBeFalse();
        new MerkleProof(0, [.. Enumerable.Repeat(Hash256.Zero, 33)]).Proves(Hash256.Zero, Hash256.Zero).ShouldBeFalse();
    }

    private static List<Hash256> Hashes(int count) => [.. Enumerable.Range(1, count).Select(n => new Hash256(0, (UInt128)n))];
}

using RiskCluster.Journal.Access;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests.Access;

/// <summary>What every access store keeps.</summary>
[Collection(SharedServer.Name)]
public sealed class AccessStoreTests(JournalPlaces places)
{
    private static readonly AccessKey Key = new("keeper_k1_abcdefgh", new string('a', 64), "keeper", "k1", "keeper", 1_000);

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task A_key_is_added_once_and_revoked_for_ever(JournalKind kind)
    {
        await using var place = places.New(kind);
        await using var store = await AccessStores.Open(place.Address, default);
        (await store.Find(Key.KeyId, default)).ShouldBeNull();
        (await store.Revoke(Key.KeyId, 5, default)).ShouldBeFalse();
        (await store.Add(Key, default)).ShouldBeTrue();
        (await store.Add(Key with { SecretHash = new string('b', 64) }, default)).ShouldBeFalse();
        (await store.Find(Key.KeyId, default)).ShouldBe(Key);
        (await store.Revoke(Key.KeyId, 2_000, default)).ShouldBeTrue();
        (await store.Revoke(Key.KeyId, 3_000, default)).ShouldBeTrue();
        (await store.Find(Key.KeyId, default))!.RevokedAtMs.ShouldBe(2_000);
        (await store.Add(Key, default)).ShouldBeFalse("a revoked id never comes back");
        (await store.Add(Key with { KeyId = "admin_root_1" }, default)).ShouldBeTrue();
        (await store.Keys(default)).Select(key => key.KeyId).ShouldBe(["admin_root_1", Key.KeyId]);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task A_nonce_is_new_once_by_key_until_it_is_purged(JournalKind kind)
    {
        await using var place = places.New(kind);
        await using var store = await AccessStores.Open(place.Address, default);
        (await store.Remember([new("k", "n1", 10), new("k", "n2", 20), new("k", "n1", 30), new("l", "n1", 40)], default)).ShouldBe([true, true, false, true]);
        (await store.Remember([new("k", "n2", 50), new("k", "n3", 50)], default)).ShouldBe([false, true]);
        (await store.Purge(20, default)).ShouldBe(1);
        (await store.Remember([new("k", "n1", 60), new("k", "n2", 60)], default)).ShouldBe([true, false]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_kept_is_there_after_a_restart_and_for_the_process_beside(JournalKind kind)
    {
        await using var place = places.New(kind);
        await using (var first = await AccessStores.Open(place.Address, default))
        {
            await using var beside = await AccessStores.Open(place.Address, default);
            await first.Add(Key, default);
            (await first.Remember([new("k", "n1", 10)], default)).ShouldBe([true]);
            (await beside.Remember([new("k", "n1", 10)], default)).ShouldBe([false]);
        }

        await using var again = await AccessStores.Open(place.Address, default);
        (await again.Find(Key.KeyId, default)).ShouldBe(Key);
        (await again.Remember([new("k", "n1", 10)], default)).ShouldBe([false]);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Of_many_who_come_with_one_nonce_at_the_same_time_one_is_first(JournalKind kind)
    {
        await using var place = places.New(kind);
        await using var store = await AccessStores.Open(place.Address, default);
        await using var one = new GroupedNonces(store, TimeProvider.System);
        await using var other = new GroupedNonces(store, TimeProvider.System);
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () => (Nonce: i % 20, IsNew: await (i % 3 == 0 ? one : other).Remember(new("k", $"n{i % 20}", 10), default)))));
        foreach (var nonce in answers.GroupBy(answer => answer.Nonce)) nonce.Count(answer => answer.IsNew).ShouldBe(1);
    }
}

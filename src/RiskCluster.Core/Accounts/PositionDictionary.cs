using System.Collections;
using System.Text.Json.Serialization;
using RiskCluster.Core.Json;

namespace RiskCluster.Core.Accounts;

/// <summary>The positions of an account, by ordinal name of their instruments. Immutable.</summary>
/// <remarks>
/// Sorted arrays: 24 bytes a position with its entry price and 16 where none has one, for a process keeps those of all its accounts in memory. Finding takes the logarithm of
/// their number, and any change of some copies all: about a microsecond for a hundred.
/// </remarks>
[JsonConverter(typeof(PositionDictionaryJson))]
public sealed class PositionDictionary : IReadOnlyDictionary<string, AccountPosition>
{
    private readonly string[] instruments;
    private readonly long[] sizes;
    private readonly long[]? averagePrices;
    private readonly PackedDecimals numbers;

    private PositionDictionary(string[] instruments, long[] sizes, long[]? averagePrices, PackedDecimals numbers) =>
        (this.instruments, this.sizes, this.averagePrices, this.numbers) = (instruments, sizes, averagePrices, numbers);

    /// <summary>No positions.</summary>
    public static PositionDictionary Empty { get; } = new([], [], null, default);

    /// <summary>How many there are.</summary>
    public int Count => instruments.Length;

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => instruments.Length == 0;

    /// <summary>The instruments that are held, by ordinal name.</summary>
    public IEnumerable<string> Keys => instruments;

    /// <summary>The positions, by ordinal name of their instruments.</summary>
    public IEnumerable<AccountPosition> Values => Enumerable.Range(0, Count).Select(At);

    /// <summary>The position in an instrument that is held.</summary>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public AccountPosition this[string key] => Find(key) ?? throw new KeyNotFoundException($"there is no position in '{key}'");

    /// <summary>The position in an instrument; null when there is none.</summary>
    public AccountPosition? Find(string instrument) => IndexOf(instrument) is >= 0 and var index ? At(index) : null;

    /// <summary>True when the instrument is held.</summary>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, out AccountPosition value)
    {
        var found = Find(key);
        value = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>These with some changed.</summary>
    /// <param name="changes">New sizes, 0 where nothing is left. Of changes of one instrument the last counts.</param>
    public PositionDictionary With(IReadOnlyCollection<PositionChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count == 0) return this;
        var sorted = changes.Select((change, order) => (change, order)).ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.change.Instrument, b.change.Instrument) is not 0 and var names ? names : a.order.CompareTo(b.order));
        var next = new Builder(Count + sorted.Length);
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var change = sorted[i].change;
            if (i + 1 < sorted.Length && sorted[i + 1].change.Instrument == change.Instrument) continue;
            var index = IndexOf(change.Instrument);
            var place = index >= 0 ? index : ~index;
            next.Add(this, kept, place);
            kept = index >= 0 ? place + 1 : place;
            if (change.Size != 0) next.Add(change);
        }

        next.Add(this, kept, Count);
        return next.ToPositions();
    }

    /// <summary>By ordinal name.</summary>
    public IEnumerator<KeyValuePair<string, AccountPosition>> GetEnumerator()
    {
        for (var i = 0; i < instruments.Length; i++) yield return KeyValuePair.Create(instruments[i], At(i));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private AccountPosition At(int index) => new(numbers.Unpack(sizes[index])!.Value, averagePrices is null ? null : numbers.Unpack(averagePrices[index]));

    private int IndexOf(string instrument) => Array.BinarySearch(instruments, instrument, StringComparer.Ordinal);

    private sealed class Builder(int capacity)
    {
        private readonly string[] instruments = new string[capacity];
        private readonly long[] sizes = new long[capacity];
        private readonly long[] averagePrices = new long[capacity];
        private PackedDecimals numbers;
        private int count;
        private bool hasPrices;

        public void Add(PositionChange change)
        {
            (instruments[count], sizes[count], averagePrices[count]) = (SharedNames.Of(change.Instrument), numbers.Pack(change.Size), numbers.Pack(change.AveragePrice));
            hasPrices |= change.AveragePrice is not null;
            count++;
        }

        public void Add(PositionDictionary from, int start, int end)
        {
            from.instruments.AsSpan(start..end).CopyTo(instruments.AsSpan(count));
            for (var i = start; i < end; i++, count++)
            {
                sizes[count] = numbers.Carry(from.numbers, from.sizes[i]);
                averagePrices[count] = from.averagePrices is null ? PackedDecimals.Nothing : numbers.Carry(from.numbers, from.averagePrices[i]);
                hasPrices |= averagePrices[count] != PackedDecimals.Nothing;
            }
        }

        public PositionDictionary ToPositions() => count == 0 ? Empty : new(Whole(instruments), Whole(sizes), hasPrices ? Whole(averagePrices) : null, numbers);

        private T[] Whole<T>(T[] items) => count == items.Length ? items : items[..count];
    }
}

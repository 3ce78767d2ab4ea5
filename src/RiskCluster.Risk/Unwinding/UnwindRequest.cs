using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>Whose book is to be unwound, how far, and where it can be traded (MODEL SYS-2).</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Accounts">All of the owner's accounts; futures without an entry price count as entered now.</param>
/// <param name="BufferShare">b of the buffer margin: equity is to be (1 + b) x maintenance margin; within [0, 10].</param>
public sealed record UnwindRequest(string Owner, ImmutableArray<AccountPortfolio> Accounts, double BufferShare)
{
    /// <summary>What the venues offer. A venue without a book of an underlying has that of the snapshot, or what the model governs.</summary>
    public ImmutableArray<VenueBook> Books { get; init; } = [];

    /// <summary>Venues on which nothing trades; what lies there is margined, and left.</summary>
    public ImmutableArray<string> HaltedVenues { get; init; } = [];

    /// <exception cref="ArgumentException">A value outside its range.</exception>
    internal void Check()
    {
        if (!(BufferShare is >= 0 and <= 10)) throw new ArgumentException($"the buffer share must be within [0, 10], not {BufferShare}", nameof(BufferShare));
        var twice = Books.GroupBy(book => (book.Venue, book.Underlying)).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is { } book) throw new ArgumentException($"{book.Venue} has two books of {book.Underlying}", nameof(Books));
        var stranger = Accounts.FirstOrDefault(account => account.Owner != Owner);
        if (stranger is not null) throw new ArgumentException($"{stranger.Key} belongs to {stranger.Owner}, not to {Owner}", nameof(Accounts));
    }
}

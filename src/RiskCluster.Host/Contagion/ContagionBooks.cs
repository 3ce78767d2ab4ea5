using System.Collections.Immutable;
using System.Security.Cryptography;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Operations;
using RiskCluster.Host.Peers;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Contagion;

/// <summary>Holds the book of a moment for runs that take their time. In a cluster each process holds its part and makes the figures of it; whoever runs puts them together, so that they are those of one process.</summary>
internal sealed class ContagionBooks : IDisposable
{
    // As many as operations may wait, and the one that runs.
    private const int MostHeld = OperationQueue.MostWaiting + 1;
    private const int MostLooks = 60;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly LiveNode node;
    private readonly ReadLane lane;
    private readonly PeerTopic<string, BookPart> parts;
    private readonly PeerTopic<RowsQuestion, ImmutableArray<BookRow>> rows;
    private readonly Lock gate = new();
    private readonly Dictionary<string, HeldBook> held = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    public ContagionBooks(LiveNode node, ReadLane lane)
    {
        (this.node, this.lane) = (node, lane);
        parts = new("contagion-book", node, (name, cancellation) => lane.Run(() => Hold(name), cancellation));
        rows = new("contagion-rows", node, Rows);
    }

    /// <summary>What other processes ask.</summary>
    public IEnumerable<IPeerTopic> Topics => [parts, rows];

    /// <summary>Takes hold of the book as it is now, on every process.</summary>
    /// <exception cref="RefusedException">No cycle yet, owners are on their way, processes do not come to margin in the same markets, or one does not answer.</exception>
    public async Task<WholeBook> Take(CancellationToken cancellation)
    {
        var name = RandomNumberGenerator.GetHexString(20, lowercase: true);
        for (var look = 1; ; look++)
        {
            var view = node.Board.View;
            var all = (await parts.Everywhere(name, cancellation)).ToImmutableArray();
            var isWhole = node.Node.Peers?.Coverage is not var (known, covered) || (covered >= known && all.Sum(part => part.Owners) >= known);
            // A tick reaches the boards one after the other.
            if (isWhole && view is not null && ReferenceEquals(view, node.Board.View) && all.All(part => part.Basis == all[0].Basis)) return new(name, view, all);
            if (look < MostLooks) await Task.Delay(BetweenLooks, cancellation);
            else if (isWhole) throw Refusals.Unavailable("markets_apart", "the silos do not come to margin in the same markets");
            else throw Refusals.Unavailable("not_covered", "owners are on their way from one silo to another");
        }
    }

    /// <summary>Every account of a book, by ordinal name.</summary>
    /// <param name="question">The first rows; those behind them are asked for likewise.</param>
    /// <param name="report">How far it is, 0 to 1.</param>
    /// <param name="book">The book.</param>
    /// <param name="cancellation">It is not wanted any more.</param>
    /// <exception cref="RefusedException">A process has gone, and its part with it.</exception>
    public async Task<ImmutableArray<BookRow>> Rows(WholeBook book, RowsQuestion question, Action<double> report, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<BookRow>(book.Accounts);
        for (var from = question.From; ; from += HeldBook.Page)
        {
            var pages = await rows.Everywhere(question with { From = from }, cancellation);
            if (pages.All(page => page.IsEmpty)) break;
            foreach (var page in pages) found.AddRange(page);
            report(Math.Min(1, (double)found.Count / Math.Max(1, book.Accounts)));
        }

        found.Sort((left, right) => string.CompareOrdinal(left.Account, right.Account));
        var isWhole = found.Count == book.Accounts && found.Zip(found.Skip(1)).All(pair => pair.First.Account != pair.Second.Account);
        return isWhole ? found.ToImmutable() : throw Refusals.Unavailable("not_covered", "an account was on its way from one silo to another");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var book in held.Values) book.Dispose();
            held.Clear();
        }
    }

    private BookPart Hold(string name)
    {
        var book = new HeldBook(node.Board.Book() ?? throw Refusals.Unavailable("no_margin_cycle", "no margin cycle has run yet"));
        lock (gate)
        {
            if (held.Remove(name, out var before)) before.Dispose();
            else order.Enqueue(name);
            held.Add(name, book);
            while (order.Count > MostHeld)
                if (held.Remove(order.Dequeue(), out var oldest))
                    oldest.Dispose();
        }

        return book.Part;
    }

    private Task<ImmutableArray<BookRow>> Rows(RowsQuestion question, CancellationToken cancellation)
    {
        HeldBook? book;
        lock (gate) book = held.GetValueOrDefault(question.Book);
        return book is null
            ? throw Refusals.Unavailable("book_gone", "a silo does not hold this book any more; begin anew")
            : lane.Run(() => book.Rows(question, cancellation), cancellation);
    }
}

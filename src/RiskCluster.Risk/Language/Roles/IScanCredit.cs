namespace RiskCluster.Risk.Language;

/// <summary>A component that takes something off the worst losses of books that offset each other.</summary>
internal interface IScanCredit
{
    /// <summary>What is taken off each book, in the order of <paramref name="scans"/>; >= 0 and together at most the book's loss.</summary>
    double[] Credits(MarginCase margin, IReadOnlyList<BookScan> scans);
}

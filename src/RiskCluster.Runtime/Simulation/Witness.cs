using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>
/// Sees every event at the instant at which it becomes durable, and every answer at the instant at which somebody hears it, and holds them against what must be so.
/// </summary>
internal sealed class Witness(SimLoop loop)
{
    private readonly Dictionary<string, (long Epoch, string Writer)> writers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Seq, long Epoch, byte[] Hash)> heads = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Stream, MessageId Message), long> applied = [];
    private readonly Dictionary<(string Stream, string Source), long> ordinals = [];
    private readonly Dictionary<string, long> toldSeqs = new(StringComparer.Ordinal);

    public SimViolation? Violation { get; private set; }

    public AccountTruth Accounts { get; } = new();

    public MarketTruth Markets { get; } = new();

    public PortfolioTruth Portfolios { get; } = new();

    public GovernanceTruth Governance { get; } = new();

    /// <summary>Answers that acknowledged something.</summary>
    public long Acknowledgements { get; private set; }

    public long Events { get; private set; }

    public void Fail(string invariant, string detail) => Violation ??= new(invariant, detail, loop.NowMs);

    public void Check(bool holds, string invariant, string detail)
    {
        if (!holds) Fail(invariant, detail);
    }

    public void TakenOver(string stream, long epoch, string writer)
    {
        if (writers.TryGetValue(stream, out var before)) Check(epoch > before.Epoch, "epochs rise", $"{stream} was taken over under {epoch} after {before.Epoch}");
        writers[stream] = (epoch, writer);
    }

    public void Appended(StreamAppend append, string writer)
    {
        var stream = append.Stream;
        Check(writers[stream] == (append.Epoch, writer), "only the last to take over writes", $"{writer} wrote to {stream} under epoch {append.Epoch}, its writer is {writers[stream]}");
        var (seq, epoch, hash) = heads.TryGetValue(stream, out var head) ? head : (0, 0, HashChain.Start(stream));
        foreach (var item in append.Records)
        {
            Check(item.Seq == seq + 1, "events follow one another", $"{stream}: event {item.Seq} came after {seq}");
            Check(item.Epoch >= epoch, "epochs rise", $"{stream}: event {item.Seq} is of epoch {item.Epoch} after {epoch}");
            hash = HashChain.Next(hash, item);
            Check(hash.AsSpan().SequenceEqual(item.Hash), "the chain holds", $"{stream}: event {item.Seq} breaks it");
            (seq, epoch) = (item.Seq, item.Epoch);
            Events++;
        }

        heads[stream] = (seq, epoch, hash);
        Remember(stream, append.Records[^1]);
        Follow(ActorAddress.Parse(stream), append);
    }

    /// <summary>The newest event of a stream that anybody has been told of.</summary>
    public long ToldSeq(string stream) => toldSeqs.GetValueOrDefault(stream);

    public void Told(string stream, long seq) => toldSeqs[stream] = Math.Max(ToldSeq(stream), seq);

    /// <summary>A client was told that its message is applied.</summary>
    /// <param name="stream">Whose.</param>
    /// <param name="id">The message's.</param>
    /// <param name="head">The sequence in the answer.</param>
    /// <param name="isAppliedOtherwise">True when the state shows what the message asked for, under whatever identity it came.</param>
    public void Acknowledged(string stream, MessageId id, long head, bool isAppliedOtherwise)
    {
        Acknowledgements++;
        var durable = heads.TryGetValue(stream, out var at) ? at.Seq : 0;
        Check(applied.ContainsKey((stream, id)) || isAppliedOtherwise, "what is acknowledged is durable", $"{stream}: {id} was acknowledged at {head}, the journal ends at {durable} without it");
        if (applied.TryGetValue((stream, id), out var seq)) Told(stream, seq);
    }

    private void Remember(string stream, JournalRecord last)
    {
        var id = last.Message;
        if (id.IsRefusal) return;
        Check(applied.TryAdd((stream, id), last.Seq), "a message is applied once", $"{stream}: {id} again at {last.Seq}");
        if (!id.IsOrdered) return;
        var before = ordinals.GetValueOrDefault((stream, id.Source));
        Check(id.Ordinal > before, "effects arrive in order", $"{stream}: {id} after {before}");
        ordinals[(stream, id.Source)] = id.Ordinal;
    }

    private void Follow(ActorAddress address, StreamAppend append)
    {
        foreach (var item in append.Records)
        {
            var problem = address.Kind switch
            {
                ActorKind.Account => Accounts.Follow(address.Key, CoreJson.Read<AccountEvent>(item.Body), item),
                ActorKind.Portfolio => Portfolios.Follow(address.Key, CoreJson.Read<PortfolioEvent>(item.Body)),
                ActorKind.RiskParameters => Governance.Follow(CoreJson.Read<RiskParametersEvent>(item.Body), item),
                ActorKind.MarketData => Markets.Follow(CoreJson.Read<MarketDataEvent>(item.Body)),
                _ => null,
            };
            if (problem is { } broken) Fail(broken.Invariant, $"{append.Stream}, event {item.Seq}: {broken.Detail}");
        }
    }
}

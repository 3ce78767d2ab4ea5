using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Operations;
using RiskCluster.Host.Running;
using RiskCluster.Risk.Contagion;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Host.Contagion;

/// <summary>A contagion run over the book of one moment. That it was asked for, and what it found, is durable with the actor that looks at all at once.</summary>
/// <param name="node">Where that actor is.</param>
/// <param name="books">Who holds the book.</param>
internal sealed class ContagionOperation(LiveNode node, ContagionBooks books)
{
    private const string VenuePrefix = "venue:";
    private const int ShareDigits = 9;
    private const double NetworkShare = 0.5;

    /// <summary>What is to be done.</summary>
    /// <param name="inputs">From which it is computed.</param>
    /// <param name="by">Who asks.</param>
    public OperationWork Of(ContagionInputs inputs, string by) => async (id, report, cancellation) =>
    {
        var (system, worker) = (node.Actors.SystemRisk(), $"run:{id}");
        await Tell(system, id, "request", new SystemRiskCommand.RequestRun(id, inputs.Hash, inputs.Request.Name.Trim(), KeyName.IsValid(by) ? by : "desk"), cancellation);
        await Tell(system, id, "start", new SystemRiskCommand.StartRun(id, worker), cancellation);
        try
        {
            var (network, unpriced) = await inputs.Network(books, share => report(NetworkShare * share), cancellation);
            await Tell(system, id, "progress", new SystemRiskCommand.ReportProgress(id, worker, (int)(NetworkShare * 1000)), cancellation);
            var result = ContagionRun.Run(network, inputs.Shock(), inputs.Costs());
            cancellation.ThrowIfCancellationRequested();
            var stress = NetworkStress.After(network, result.Nodes, DebtRankForm.Differential);
            var document = Document(inputs, result, stress, unpriced);
            await Tell(system, id, "finish", new SystemRiskCommand.FinishRun(id, worker, inputs.Hash, Summary(result, stress, SHA256.HashData(document.Span))), cancellation);
            return JsonElement.Parse(document.Span);
        }
        catch (Exception problem)
        {
            var reason = problem is OperationCanceledException ? "cancelled" : "it failed";
            await Tell(system, id, "fail", new SystemRiskCommand.FailRun(id, worker, reason), CancellationToken.None);
            throw;
        }
    };

    private static ReadOnlyMemory<byte> Document(ContagionInputs inputs, ContagionResult result, DebtRankResult? stress, int unpriced)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("market_seq", inputs.Book.MarketSeq);
            json.WriteString("inputs_hash", inputs.Hash);
            json.WriteNumber("accounts", inputs.Book.Accounts);
            json.WriteNumber("accounts_without_price", unpriced);
            ContagionJson.Write(json, result, stress);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static ContagionSummary Summary(ContagionResult result, DebtRankResult? stress, byte[] hash) => new(
        result.Nodes.Length,
        result.DefaultCount,
        result.Rounds.Length - 1,
        Usd(result.TotalLossUsd),
        Usd(result.DirectLossUsd),
        Usd(result.FireSaleLossUsd),
        Usd(result.DefaultCostsUsd),
        Share(result.SystemicLossShare),
        Share(stress?.Additional ?? 0),
        [.. result.Nodes.Where(item => item.Kind == ContagionNodeKind.Venue).Take(1_000).Select(item => new VenueContagion(item.Name[VenuePrefix.Length..], Usd(item.LossUsd), Usd(item.UnpaidUsd), item.DefaultRound))],
        [.. result.Pools.Select(pool => new PoolContagion(pool.Name, Share(pool.Price), Usd(pool.FireSaleLossUsd)))],
        Convert.ToHexStringLower(hash));

    // Sums of the same amounts in another order may end below 0 by a rounding.
    private static decimal Usd(double usd) => UsdRounding.Requirement(Math.Max(0, usd));

    private static decimal Share(double share) => decimal.Round((decimal)Math.Clamp(share, 0, 1), ShareDigits);

    private static async ValueTask Tell(ISystemRisk system, string id, string step, SystemRiskCommand command, CancellationToken cancellation) =>
        await Told.Accepted(system.Tell(new(MessageId.Keyed("contagion-run", $"{id}.{step}"), command), cancellation));
}

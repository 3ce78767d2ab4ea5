using System.Collections.Immutable;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Data;

/// <summary>Turns a parsed sample document into chains, refusing it at the first rule that it breaks: the same rules as for CSV.</summary>
internal sealed class ChainSampleCheck(string path)
{
    public ImmutableArray<OptionChain> ToChains(ChainDocument document)
    {
        if (document.Format != ChainDocument.CurrentFormat)
            throw new InputException(path, "$.format", $"'{document.Format}' is not {ChainDocument.CurrentFormat}");
        if (document.Underlyings.Count == 0) throw new InputException(path, "$.underlyings", "is empty");
        if (Math.Abs(document.AsOfMs) > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) throw new InputException(path, "$.as_of_ms", "is no time");

        var asOf = new UnixTime(document.AsOfMs);
        var chains = document.Underlyings.Select((underlying, i) => ToChain(underlying, asOf, $"$.underlyings[{i}]")).ToImmutableArray();
        for (var i = 1; i < chains.Length; i++)
            if (string.CompareOrdinal(chains[i - 1].Underlying, chains[i].Underlying) >= 0)
                throw new InputException(path, $"$.underlyings[{i}].underlying", "underlyings are not in rising order without duplicates");
        return chains;
    }

    private OptionChain ToChain(ChainUnderlyingDocument underlying, UnixTime asOf, string place)
    {
        if (underlying.Underlying.Length == 0 || !underlying.Underlying.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
            throw new InputException(path, $"{place}.underlying", $"'{underlying.Underlying}' is no coin in capitals");
        RequirePositive(underlying.IndexPriceUsd, $"{place}.index_price_usd");
        if (underlying.PerpetualMarkUsd is { } perpetual) RequirePositive(perpetual, $"{place}.perpetual_mark_usd");
        if (underlying.Expiries.Count == 0) throw new InputException(path, $"{place}.expiries", "is empty");
        var expiries = underlying.Expiries.Select((expiry, i) => ToExpiry(expiry, underlying.IndexPriceUsd, asOf, $"{place}.expiries[{i}]")).ToImmutableArray();
        for (var i = 1; i < expiries.Length; i++)
            if (expiries[i].Expiry <= expiries[i - 1].Expiry)
                throw new InputException(path, $"{place}.expiries[{i}].expiry_ms", "expiries are not in rising order without duplicates");
        return new(underlying.Underlying, asOf, underlying.IndexPriceUsd, underlying.PerpetualMarkUsd, expiries);
    }

    private ChainExpiry ToExpiry(ChainExpiryDocument expiry, double indexPriceUsd, UnixTime asOf, string place)
    {
        if (expiry.ExpiryMs <= asOf.Milliseconds) throw new InputException(path, $"{place}.expiry_ms", $"expired: not after the {asOf} of the document");
        if (expiry.ExpiryMs > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) throw new InputException(path, $"{place}.expiry_ms", "is no time");
        if (expiry.FutureMarkUsd is { } future) RequirePositive(future, $"{place}.future_mark_usd");
        var count = expiry.Strike.Count;
        if (count == 0) throw new InputException(path, $"{place}.strike", "is empty");
        RequireCount(expiry.Type.Length, count, $"{place}.type");
        RequireCount(expiry.BidCoin.Count, count, $"{place}.bid_coin");
        RequireCount(expiry.AskCoin.Count, count, $"{place}.ask_coin");
        RequireCount(expiry.MarkCoin.Count, count, $"{place}.mark_coin");
        RequireCount(expiry.MarkVol.Count, count, $"{place}.mark_vol");
        RequireCount(expiry.OpenInterestCoin.Count, count, $"{place}.open_interest_coin");

        var settlement = new UnixTime(expiry.ExpiryMs);
        var quotes = ImmutableArray.CreateBuilder<OptionQuote>(count);
        for (var i = 0; i < count; i++) quotes.Add(ToQuote(expiry, i, place));
        for (var i = 1; i < count; i++)
            if ((quotes[i].Strike, quotes[i].Type).CompareTo((quotes[i - 1].Strike, quotes[i - 1].Type)) <= 0)
                throw new InputException(path, $"{place}.strike[{i}]", "quotes are not by rising strike, call before put, without duplicates");

        var chain = new ChainExpiry(settlement, expiry.FutureMarkUsd, quotes.MoveToImmutable());
        var forward = ForwardEstimate.Of(chain, indexPriceUsd).ForwardUsd;
        for (var i = 0; i < count; i++)
            if (ChainRules.BrokenBy(chain.Quotes[i], forward, asOf.YearsUntil(settlement)) is { } broken)
                throw new InputException(path, $"{place}.{NameOf(broken.Field)}[{i}]", broken.Rule);
        return chain;
    }

    private OptionQuote ToQuote(ChainExpiryDocument expiry, int i, string place)
    {
        RequirePositive(expiry.Strike[i], $"{place}.strike[{i}]");
        if (expiry.BidCoin[i] is { } bid) RequirePositive(bid, $"{place}.bid_coin[{i}]");
        if (expiry.AskCoin[i] is { } ask) RequirePositive(ask, $"{place}.ask_coin[{i}]");
        if (!(expiry.MarkCoin[i] >= 0)) throw new InputException(path, $"{place}.mark_coin[{i}]", "is negative");
        RequirePositive(expiry.MarkVol[i], $"{place}.mark_vol[{i}]");
        if (!(expiry.OpenInterestCoin[i] >= 0)) throw new InputException(path, $"{place}.open_interest_coin[{i}]", "is negative");
        var type = expiry.Type[i] switch
        {
            'C' => OptionType.Call,
            'P' => OptionType.Put,
            var other => throw new InputException(path, $"{place}.type", $"'{other}' at {i} is neither C nor P"),
        };
        return new(expiry.Strike[i], type, expiry.BidCoin[i], expiry.AskCoin[i], expiry.MarkCoin[i], expiry.MarkVol[i], expiry.OpenInterestCoin[i]);
    }

    private void RequirePositive(double value, string place)
    {
        if (!(value > 0 && double.IsFinite(value))) throw new InputException(path, place, FormattableString.Invariant($"{value} is not above 0"));
    }

    private void RequireCount(int count, int expected, string place)
    {
        if (count != expected) throw new InputException(path, place, $"{count} cells, but there are {expected} strikes");
    }

    private static string NameOf(QuoteField field) => field switch
    {
        QuoteField.Bid => "bid_coin",
        QuoteField.Ask => "ask_coin",
        QuoteField.Mark => "mark_coin",
        _ => "mark_vol",
    };
}

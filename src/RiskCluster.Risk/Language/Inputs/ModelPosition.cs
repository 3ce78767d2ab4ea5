using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Language;

/// <summary>A signed amount of one instrument, as the models of the language see it.</summary>
/// <param name="Instrument">What is held.</param>
/// <param name="Size">Units, negative when short: coins, or USD of notional for inverse futures and perpetuals unless <paramref name="IsSizedInCoin"/>.</param>
/// <param name="AveragePriceUsd">Entry price of a future or perpetual, for its unrealised profit; null when entered at the present mark.</param>
/// <param name="UnrealisedFundingUsd">Funding that is owed to the position and not yet paid, USD; negative when the position owes it.</param>
/// <param name="IsSizedInCoin">True when an inverse future or perpetual is given in coins instead of USD.</param>
/// <param name="RiskArray">P&amp;L of one unit in every scenario of a model that reads given arrays (SPAN); null when the model revalues.</param>
public sealed record ModelPosition(
    Instrument Instrument,
    double Size,
    double? AveragePriceUsd = null,
    double UnrealisedFundingUsd = 0,
    bool IsSizedInCoin = false,
    RiskArray? RiskArray = null);

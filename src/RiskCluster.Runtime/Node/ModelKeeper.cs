using System.Collections.Immutable;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>Keeps the board on the active version of the model, calibrated for the coins and the day of the markets; and runs proposals on the live book.</summary>
internal sealed class ModelKeeper(RiskBoard.RiskBoard board, ModelCalibration calibration) : ICellObserver<RiskParametersState>, IImpactSource
{
    /// <summary>So many owners are named in an impact run.</summary>
    private const int WorstOwners = 20;

    private readonly Lock gate = new();
    private readonly HashSet<string> underlyings = new(StringComparer.Ordinal);
    private (RiskModel Model, long Version, string Hash)? active;
    private UnixTime day;

    /// <summary>Names of the models that are active here; at most one margins.</summary>
    public string? Model
    {
        get
        {
            lock (gate) return active?.Model.Name;
        }
    }

    /// <summary>Name and hash of the active version; empty before there is one.</summary>
    public string Identity
    {
        get
        {
            lock (gate) return active is { } now ? $"{now.Model.Name} {now.Version} {now.Hash}" : "";
        }
    }

    /// <summary>A market has a consensus of a time: a new coin or a new day calibrates anew.</summary>
    public void See(string underlying, UnixTime asOf)
    {
        lock (gate)
        {
            var today = ModelCalibration.DayOf(asOf);
            var isNew = underlyings.Add(underlying);
            if (today > day) (day, isNew) = (today, true);
            if (isNew) Calibrate();
        }
    }

    /// <inheritdoc/>
    public void Changed(ActorAddress address, RiskParametersState state, long seq)
    {
        if (state.ActiveVersion is not { } version) return;
        lock (gate)
        {
            if (active is { } now && now.Version == version.Number) return;
            active = (RiskModel.Parse(version.Document), version.Number, version.Hash);
            Calibrate();
        }
    }

    /// <inheritdoc/>
    public void Lost(ActorAddress address)
    {
        // The last active version goes on margining here; whoever writes now tells this process of a newer one.
    }

    /// <inheritdoc/>
    public ValueTask<ImpactReport?> Impact(string document, CancellationToken cancellation)
    {
        BoardModel other;
        lock (gate)
        {
            if (active is not { } now || Coins() is not { IsEmpty: false } coins) return new((ImpactReport?)null);
            other = calibration.Make(RiskModel.Parse(document), coins, day, now.Version + 1);
        }

        return new(board.Impact(other, WorstOwners, cancellation));
    }

    private void Calibrate()
    {
        if (active is { } now && Coins() is { IsEmpty: false } coins) board.Activate(calibration.Make(now.Model, coins, day, now.Version));
    }

    private ImmutableArray<string> Coins() => calibration.Known(underlyings);
}

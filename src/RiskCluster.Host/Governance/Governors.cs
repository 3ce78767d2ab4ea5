using Microsoft.AspNetCore.Http;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Parameters;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Governance;

/// <summary>What governors ask of the model that the process margins by; each acts under the name that its credentials prove.</summary>
internal sealed class Governors(LiveNode node, ServeOptions options)
{
    /// <summary>Governance as it is.</summary>
    public async ValueTask<RiskParametersState> State(CancellationToken cancellation) => (await node.Actors.RiskParameters(options.Model).Read(fenced: false, cancellation)).State;

    /// <summary>Does what changes the whole, and answers with what is in force.</summary>
    public async Task<IResult> Do(HttpContext http, Func<string, RiskParametersCommand> command, CancellationToken cancellation)
    {
        await Tell(http, command, cancellation);
        return TypedResults.Ok((await State(cancellation)).Document() ?? throw Refusals.NotFound("not_established", "no model is in force yet"));
    }

    /// <summary>Does what is about one version, and answers with it.</summary>
    public async Task<IResult> Do(HttpContext http, long number, Func<string, RiskParametersCommand> command, CancellationToken cancellation)
    {
        await Tell(http, command, cancellation);
        var state = await State(cancellation);
        return TypedResults.Ok((state.Find(number) ?? throw Unknown(number)).Document(state, node.NowMs));
    }

    /// <summary>Tells the model's governance something under the caller's name.</summary>
    public ValueTask<Answer<RiskParametersEvent>> Tell(HttpContext http, Func<string, RiskParametersCommand> command, CancellationToken cancellation) =>
        Told.Accepted(node.Actors.RiskParameters(options.Model).Tell(new(http.MessageId(), command(http.Caller().Subject)), cancellation));

    /// <summary>There is no such version.</summary>
    public static RefusedException Unknown(long number) => Refusals.NotFound("unknown_version", $"there is no version {number}, or it is long over");
}

using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Attestations;
using RiskCluster.Core.Attestation;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Parameters;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Attestations;

/// <summary>Signed figures, for contracts and for whoever trusts nobody.</summary>
internal static class AttestationRoutes
{
    private const string Tag = "Attestations";
    private const int Cost = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/attestations/{venue}/{account}", Attest)
            .For(Cost, Whose.Account, Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead)
            .Says(Tag, "attestAccount", "The signed margin of an account with its place in the tree over all accounts", "EIP-712, for the contract verifying_contract on the chain chain_id; worth nothing to any other.")
            .Gives<object>()
            .Refuses(ProblemCode.NotFound, ProblemCode.Unavailable);
        routes.MapGet("/v1/attestations/cycle", AttestCycle)
            .ForMembers(Cost)
            .Says(Tag, "attestCycle", "The signed root of the tree over all accounts")
            .Gives<object>()
            .Refuses(ProblemCode.Unavailable);
        routes.MapGet("/v1/attestations/signers", (Attestor attestor) => TypedResults.Ok(new SignersDocument([attestor.Signer.ToString()])))
            .For(Whose.Anybody, Scope.Anonymous)
            .Says(Tag, "getSigners", "Whose signatures attestations of this server bear")
            .Gives<SignersDocument>();
        routes.MapPost("/v1/attestations:verify", Verify)
            .For(Cost, Whose.Anybody, Scope.Anonymous)
            .Says(Tag, "verifyAttestation", "Checks an attestation with nothing but itself, and that this server signed it")
            .Gives<AttestationVerdict>()
            .Refuses(ProblemCode.InvalidArgument);
    }

    private static async Task<IResult> Attest(
        string venue, string account, Attestor attestor, CancellationToken cancellation, [FromQuery(Name = "chain_id")] long? chainId = null, [FromQuery(Name = "verifying_contract")] string? contract = null)
    {
        var (key, domain) = (Names.Account(venue, account), Domain(chainId, contract));
        return TypedResults.Text(await attestor.Attest(key, domain, cancellation), "application/json");
    }

    private static async Task<IResult> AttestCycle(
        Attestor attestor, ReadLane lane, CancellationToken cancellation, [FromQuery(Name = "chain_id")] long? chainId = null, [FromQuery(Name = "verifying_contract")] string? contract = null)
    {
        var domain = Domain(chainId, contract);
        var (cycle, problem) = await lane.Run(() => attestor.Maker.AttestCycle(domain, cancellation), cancellation);
        return Document(cycle ?? throw new RefusedException(problem!));
    }

    private static Ok<AttestationVerdict> Verify(HttpContext http, Attestor attestor, LiveNode node)
    {
        try
        {
            var attestation = CoreJson.Read<SignedAttestation>(http.Features.Get<RequestBody>()!.Bytes.Span);
            var check = AttestationCheck.Of(attestation, node.NowMs, attestor.Signer);
            return TypedResults.Ok(new AttestationVerdict(check.Faults.IsEmpty, [.. check.Signers.Select(signer => signer.ToString())], check.Faults));
        }
        catch (JsonException problem)
        {
            throw JsonFault.Of(problem);
        }
    }

    private static AttestationDomain Domain(long? chainId, string? contract)
    {
        if (chainId is not { } chain) throw Refusals.Invalid("chain_missing", "chain_id", "chain_id says on which chain");
        return EthereumAddress.TryParse(contract, null, out var address)
            ? new(chain, address)
            : throw Refusals.Invalid("contract_malformed", "verifying_contract", "verifying_contract is 0x and 40 hexadecimal digits, in one case or with the checksum of EIP-55");
    }

    private static FileContentHttpResult Document<T>(T body)
        where T : class => TypedResults.Bytes(CoreJson.Write(body), "application/json");
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Operations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Api.Operations;
using RiskCluster.Host.Operations;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;
using RiskCluster.Journal.Verification;

namespace RiskCluster.Host.Api.Admin;

/// <summary>Proof that the journal is what it was.</summary>
internal static class JournalRoutes
{
    private const string Tag = "Journal administration";
    private const int WalkCost = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/admin/journal/checkpoint", Checkpoint)
            .For(WalkCost, Whose.Anybody, Scope.Admin)
            .Says(Tag, "checkpointJournal", "A signed checkpoint of the journal as it stands", "To be kept elsewhere: whoever cuts or changes the journal cannot change what is kept outside.")
            .Gives<object>();
        routes.MapGet("/v1/admin/journal/checkpoint-key", (CheckpointKey key) => TypedResults.Text(key.PublicPem, "application/x-pem-file"))
            .For(Whose.Anybody, Scope.Admin)
            .Says(Tag, "getCheckpointKey", "The public key of checkpoints, PEM")
            .Produces<string>(StatusCodes.Status200OK, "application/x-pem-file");
        routes.MapPost("/v1/admin/journal/verify", (Body<VerifyRequest> body, HttpContext http, LiveNode node, OperationQueue queue, CheckpointKey key) =>
                OperationRoutes.Start(queue, "journal_verify", http, JournalOperation.Of(body.Value, node.Journal, key)))
            .For(WalkCost, Whose.Anybody, Scope.Admin)
            .Says(Tag, "verifyJournal", "Walks every stream and replays it: numbers, epochs, hashes, states", "With a checkpoint, whether the journal still agrees with it.")
            .Gives<OperationDocument>(StatusCodes.Status202Accepted)
            .Refuses(ProblemCode.IdempotencyConflict, ProblemCode.TooManyRequests);
    }

    private static async Task<IResult> Checkpoint(LiveNode node, CheckpointKey key, CancellationToken cancellation) =>
        TypedResults.Bytes(SignedCheckpoint.Sign(await JournalCheckpoint.Of(node.Journal, node.NowMs, cancellation), key.PrivatePem), "application/json");
}

namespace RiskCluster.Runtime.Embedded;

/// <summary>Something that an actor is to do when its turn comes.</summary>
internal abstract class MailboxItem
{
    /// <summary>What comes after it in the mailbox.</summary>
    public MailboxItem? Next { get; set; }

    /// <summary>Does it; failures go to whoever waits for the answer.</summary>
    public abstract Task Run();
}

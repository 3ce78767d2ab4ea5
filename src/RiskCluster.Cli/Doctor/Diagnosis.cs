namespace RiskCluster.Cli.Doctor;

/// <summary>One line of the doctor.</summary>
/// <param name="Check">What was looked at, such as <c>journal.schema</c>.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Remedy">What to do; empty where all is well.</param>
internal sealed record Diagnosis(string Check, Verdict Verdict, string Finding, string Remedy)
{
    /// <summary>All is well.</summary>
    public static Diagnosis Ok(string check, string finding) => new(check, Verdict.Ok, finding, "");

    /// <summary>Somebody should look.</summary>
    public static Diagnosis Warn(string check, string finding, string remedy) => new(check, Verdict.Warn, finding, remedy);

    /// <summary>This must be put right.</summary>
    public static Diagnosis Fail(string check, string finding, string remedy) => new(check, Verdict.Fail, finding, remedy);
}

using RiskCluster.Host.WebConsole;

namespace RiskCluster.Console.Tests;

/// <summary>A theory that is tried in a real browser; skipped, and said so, where there is none, or no console.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() =>
        Skip = NodeTools.WhyNoNode
            ?? (NodeTools.Chromium is null ? "needs a browser: Debian's package chromium, or CHROMIUM with the path of one" : null)
            ?? (ConsoleArchive.BesideProgram().HasPage ? null : "needs the console: build with Node.js and npm");
}

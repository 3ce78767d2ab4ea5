using System.CommandLine;

namespace RiskCluster.Cli.Remote.Commands;

/// <summary><c>riskcluster completions</c>: scripts with which shells complete commands and options. They ask the program itself.</summary>
internal static class CompletionsCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _riskcluster() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(riskcluster "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _riskcluster riskcluster
            """,
        ["zsh"] = """
            #compdef riskcluster
            _riskcluster() {
              local -a found
              found=("${(@f)$(riskcluster "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- $found
            }
            compdef _riskcluster riskcluster
            """,
        ["fish"] = """
            complete -c riskcluster -f -a '(riskcluster "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completions", "A script with which a shell completes commands and options, such as: source <(riskcluster completions bash)") { shell };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(Scripts[parsed.GetRequiredValue(shell)]);
            return 0;
        });
        return command;
    }
}

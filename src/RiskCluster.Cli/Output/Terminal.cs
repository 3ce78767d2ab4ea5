using Spectre.Console;

namespace RiskCluster.Cli.Output;

/// <summary>Tables and progress bars on whatever the output is: a terminal, a pipe or a test.</summary>
internal static class Terminal
{
    private const int PipeWidth = 140;

    /// <summary>A console on a writer. Where the writer is no terminal, lines are wide and carry no colours.</summary>
    public static IAnsiConsole On(TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        if (isTerminal) return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = PipeWidth;
        return console;
    }

    /// <summary>Runs something that takes a while: with a bar on a terminal, quietly elsewhere.</summary>
    /// <param name="console">Where.</param>
    /// <param name="title">What is done.</param>
    /// <param name="steps">How often <paramref name="run"/> will advance.</param>
    /// <param name="run">The work; calls what it is given after each step.</param>
    public static void Progress(IAnsiConsole console, string title, int steps, Action<Action> run)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            run(() => { });
            return;
        }

        console.Progress().Start(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: steps);
            run(() => task.Increment(1));
        });
    }

    /// <summary>A table with a title and columns; a column whose name begins with '#' holds numbers and is right-aligned.</summary>
    public static Table Table(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            var isNumber = column.StartsWith('#');
            var header = new TableColumn(Markup.Escape(isNumber ? column[1..] : column)) { NoWrap = true };
            table.AddColumn(isNumber ? header.RightAligned() : header);
        }

        return table;
    }

    /// <summary>Adds a row of plain text.</summary>
    public static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    /// <summary>Runs long work under a progress bar; without a bar where nobody watches.</summary>
    /// <param name="console">Where.</param>
    /// <param name="title">What is done.</param>
    /// <param name="steps">How often <paramref name="run"/> will advance.</param>
    /// <param name="run">The work, given what to call after each step.</param>
    public static Task Progress(IAnsiConsole console, string title, int steps, Func<Action, Task> run)
    {
        if (!console.Profile.Capabilities.Interactive) return run(() => { });
        return console.Progress().StartAsync(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: steps);
            return run(() => task.Increment(1));
        });
    }
}

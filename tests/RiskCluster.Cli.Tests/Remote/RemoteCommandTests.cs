using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using RiskCluster.Cli.Remote.Showing;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>Commands that call a server, where there is none, and what they make of their words.</summary>
public sealed class RemoteCommandTests
{
    [Fact]
    public void Where_nobody_listens_the_exit_code_is_5_and_the_address_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        taken.Stop();
        var run = CommandRun.Of("health", "--server", address);
        run.ExitCode.ShouldBe(CommandLine.Unreachable, run.Error);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(address);
    }

    [Theory]
    [InlineData("--server", "nonsense", "http or https")]
    [InlineData("--key", "venue_atlas_x", "secret")]
    [InlineData("--as", "nobody-of-that-name", "profile")]
    public void Bad_credentials_are_refused_before_anything_is_sent(string option, string value, string told) =>
        CommandRun.Of("venue", "show", "atlas", option, value).ShouldBeRefusedWith(told);

    [Fact]
    public void A_secret_that_is_none_is_not_repeated()
    {
        var run = CommandRun.Of("venue", "show", "atlas", "--key", "venue_atlas_x", "--secret", "not a secret!");
        run.ShouldBeRefusedWith("base64url");
        run.Error.ShouldNotContain("not a secret");
    }

    [Theory]
    [InlineData("account", "positions", "atlas", "alice", "--set", "BTC-PERPETUAL")]
    [InlineData("account", "positions", "atlas", "alice", "--set", "BTC-PERPETUAL=many")]
    [InlineData("account", "check-order", "atlas", "alice", "o-1", "BTC-PERPETUAL=1")]
    [InlineData("market", "observe", "BTC")]
    [InlineData("params", "propose")]
    [InlineData("liquidations", "bid", "t-1")]
    public void What_is_not_understood_is_refused_without_a_call(params string[] args) => CommandRun.Of([.. args, "--token", "t"]).ShouldBeRefusedWith("is");

    [Theory]
    [InlineData("bash", "complete")]
    [InlineData("zsh", "compadd")]
    [InlineData("fish", "complete -c riskcluster")]
    public void Shells_get_a_script_that_asks_the_program(string shell, string word)
    {
        var run = CommandRun.Of("completions", shell);
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain(word);
        run.Output.ShouldContain("[suggest:");
    }

    [Theory]
    [InlineData("riskcluster ven", "venue")]
    [InlineData("riskcluster account che", "check-order")]
    [InlineData("riskcluster venue register atlas --cur", "--currency")]
    public void The_program_completes_a_line(string line, string word)
    {
        var run = CommandRun.Of($"[suggest:{line.Length}]", line);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.Split('\n').Select(item => item.Trim()).ShouldContain(word);
    }

    [Fact]
    public void Documents_are_shown_with_times_and_amounts_as_people_read_them()
    {
        var text = Shown(false, new VenueDocument("atlas", "Atlas", VenueMarketKind.CentralBook, "ethereum", "USDC", VenueStatus.Active, null, 3, ["k1", "k2"], 1234567.5m, 1770220800123));
        text.ShouldMatch(@"│ kind +│ +central_book │");
        text.ShouldMatch(@"│ keys +│ +k1, k2 │");
        text.ShouldMatch(@"│ insurance_fund +│ +1,234,567.5 │");
        text.ShouldMatch(@"│ last_heartbeat +│ +2026-02-04 16:00:00.123 │");
        text.ShouldNotContain("halt_reason");
    }

    [Fact]
    public void Lists_are_shown_by_the_fields_that_are_asked_for()
    {
        var rows = new[] { new PartMargin("BTC", 1, 2000, 3, null), new PartMargin("ETH", 4, 5, 6, 7) };
        var text = Shown(false, rows, "name", "initial_margin", "equity");
        text.ShouldMatch(@"│ BTC  │ +2,000 │ +│");
        text.ShouldMatch(@"│ ETH  │ +5 │ +7 │");
        Shown(true, rows).ShouldContain("\"initial_margin\": \"2000\"");
        Shown(false, Array.Empty<PartMargin>(), "name").ShouldContain("name");
    }

    [Fact]
    public void Short_forms_are_read()
    {
        Words.Position("--set", "BTC-PERPETUAL=-2.5@65000").ShouldBe(new("BTC-PERPETUAL", -2.5m, 65_000));
        Words.Position("--set", "BTC-PERPETUAL=0").ShouldBe(new("BTC-PERPETUAL", 0));
        Words.Collateral("--asset", "BTC=2@base").ShouldBe(new("BTC", 2, "base"));
        Words.Move("--move", "BTC=-0.05,0.1").ShouldBe(new("BTC", -0.05m, 0.1m));
        Words.Value("--set", "grid.vol_up=0.55").Value.GetDouble().ShouldBe(0.55);
        Words.Value("--set", "name=abc").Value.GetString().ShouldBe("abc");
    }

    [Fact]
    public void Every_remote_command_takes_a_server_credentials_and_json()
    {
        foreach (var command in CommandLine.Root.Subcommands.Where(command => command.Name is "venue" or "account" or "portfolio" or "market" or "params" or "liquidations" or "keys").SelectMany(command => command.Subcommands))
            foreach (var option in new[] { "--server", "--key", "--secret", "--token", "--as", "--json" })
                command.Options.ShouldContain(known => known.Name == option, $"{command.Name} {option}");
    }

    private static string Shown<T>(bool isJson, T document, params string[] columns)
    {
        using var output = new StringWriter();
        Documents.Show(output, isJson, "Title", document, columns);
        return output.ToString();
    }
}

using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RiskCluster.Cli.Tests.Serve;

/// <summary>What `serve` and `token` refuse, and the tokens that are signed; the server itself has tests of its own.</summary>
public sealed class ServeCommandTests
{
    [Theory]
    [InlineData("--urls", "http://0.0.0.0:8080", "Urls")]
    [InlineData("--urls", "nonsense", "Urls")]
    [InlineData("--governors", "ada", "Governors")]
    [InlineData("--audience", "a b", "Audience")]
    public void A_bad_setting_is_named(string option, string value, string setting)
    {
        var run = CommandRun.Of("serve", option, value);
        run.ExitCode.ShouldBe(CommandLine.BadInput);
        run.Error.ShouldContain($"RiskCluster:{setting}");
    }

    [Theory]
    [InlineData("nosuch", "no model 'nosuch' comes with the program")]
    [InlineData("derive-pm2", "none that a server can margin by")]
    public void A_model_that_no_server_can_margin_by_ends_it_with_one_line(string model, string told)
    {
        using var folder = new TemporaryFolder();
        var data = folder.File("data");
        CommandRun.Of("serve", "--model", model, "--urls", "http://127.0.0.1:0", "--data", data).ShouldBeRefusedWith("RiskCluster:Model", told, "riskcluster-1");
        Directory.Exists(data).ShouldBeFalse("nothing was opened");
    }

    [Fact]
    public void An_address_in_use_ends_it_with_one_line()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{other.LocalEndpoint}";
        var run = CommandRun.Of("serve", "--urls", url, "--data", folder.Path);
        run.ExitCode.ShouldBe(CommandLine.BadInput);
        run.Error.Trim().ShouldBe($"serve: {url}: Failed to bind to address {url}: address already in use.");
    }

    [Fact]
    public void A_data_folder_that_cannot_be_one_ends_it_with_one_line()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("file");
        File.WriteAllText(file, "");
        CommandRun.Of("serve", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(file, "data")).ShouldBeRefusedWith("RiskCluster:Data", "cannot be used", file);
    }

    [Fact]
    public void A_journal_that_is_none_ends_it_and_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("riskcluster.sqlite");
        File.WriteAllText(file, new('x', 5_000));
        var run = CommandRun.Of("serve", "--urls", "http://127.0.0.1:0", "--data", folder.Path);
        run.ExitCode.ShouldBe(CommandLine.Missed);
        File.ReadAllText(file).ShouldBe(new('x', 5_000));
    }

    [Fact]
    public void A_token_says_who_and_what_and_until_when()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("token", "--data", folder.Path, "--sub", "ada", "--scope", "params:propose params:approve", "--hours", "2", "--owner", "anna");
        run.ExitCode.ShouldBe(0, run.Error);
        var claims = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(run.Output.Trim().Split('.')[1]))).RootElement;
        claims.GetProperty("sub").GetString().ShouldBe("ada");
        claims.GetProperty("scope").GetString().ShouldBe("params:propose params:approve");
        claims.GetProperty("owner").GetString().ShouldBe("anna");
        claims.GetProperty("aud").GetString().ShouldBe("riskcluster");
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(7_200);
    }

    [Theory]
    [InlineData("--scope", "everything")]
    [InlineData("--sub", "a b")]
    [InlineData("--hours", "0")]
    public void A_token_that_makes_no_sense_is_not_signed(string option, string value)
    {
        using var folder = new TemporaryFolder();
        string[] args = ["token", "--data", folder.Path, "--sub", "ada", "--scope", "admin", "--hours", "1"];
        args[Array.IndexOf(args, option) + 1] = value;
        CommandRun.Of(args).ExitCode.ShouldBe(CommandLine.BadInput);
    }
}

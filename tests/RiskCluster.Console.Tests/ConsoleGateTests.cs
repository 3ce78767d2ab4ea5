using System.Net;
using RiskCluster.Console.Tests.Desk;
using RiskCluster.Host.WebConsole;

namespace RiskCluster.Console.Tests;

/// <summary>How the server sends the console.</summary>
public sealed class ConsoleGateTests
{
    [Fact]
    public async Task The_page_is_asked_for_anew_and_allows_its_own_files_only()
    {
        using var archive = TemporaryArchive.Of(("index.html", "<!doctype html>page"), ("assets/index-abc.js", "run()"));
        await using var server = await DeskServer.Start(archive.Read());
        using var client = new HttpClient { BaseAddress = server.Address };
        var page = await client.GetAsync(new Uri("/", UriKind.Relative));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        page.Headers.GetValues("Cache-Control").ShouldBe(["no-cache"]);
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'");
        policy.ShouldNotContain("unsafe");
        (await page.Content.ReadAsStringAsync()).ShouldBe("<!doctype html>page");
    }

    [Fact]
    public async Task A_file_with_a_hashed_name_is_kept_for_a_year_and_comes_compressed()
    {
        var script = string.Concat(Enumerable.Repeat("run();", 1_000));
        using var archive = TemporaryArchive.Of(("index.html", "page"), ("assets/index-abc.js", script));
        await using var server = await DeskServer.Start(archive.Read());
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/index-abc.js") { Headers = { { "Accept-Encoding", "gzip, br" } } };
        var file = await client.SendAsync(request);
        file.Headers.GetValues("Cache-Control").ShouldBe(["public, max-age=31536000, immutable"]);
        file.Content.Headers.ContentType!.ToString().ShouldBe("text/javascript; charset=utf-8");
        file.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        file.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        (await file.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(script.Length / 10);
        (await client.GetStringAsync(new Uri("/assets/index-abc.js", UriKind.Relative))).ShouldBe(script);
    }

    [Fact]
    public async Task A_file_that_the_reader_has_is_not_sent_again()
    {
        using var archive = TemporaryArchive.Of(("index.html", "page"));
        await using var server = await DeskServer.Start(archive.Read());
        using var client = new HttpClient { BaseAddress = server.Address };
        var tag = (await client.GetAsync(new Uri("/", UriKind.Relative))).Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { IfNoneMatch = { tag } } };
        (await client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/index.html")]
    [InlineData("/assets/")]
    [InlineData("/assets/../index.html.bak")]
    [InlineData("/%2e%2e/appsettings.json")]
    [InlineData("/unknown")]
    public async Task What_the_archive_does_not_have_is_left_to_the_api(string path)
    {
        using var archive = TemporaryArchive.Of(("index.html", "page"), ("assets/index-abc.js", "run()"));
        await using var server = await DeskServer.Start(archive.Read());
        using var client = new HttpClient { BaseAddress = server.Address };
        (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_a_console_the_page_says_what_is_missing_and_the_api_answers()
    {
        await using var server = await DeskServer.Start(ConsoleArchive.Read(Path.Combine(Path.GetTempPath(), $"absent-{Guid.NewGuid():N}.zip")));
        using var client = new HttpClient { BaseAddress = server.Address };
        var page = await client.GetAsync(new Uri("/", UriKind.Relative));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain("Node.js 20.19 or newer");
        (await client.GetAsync(new Uri("/version", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

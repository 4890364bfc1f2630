using System.Net;

namespace GraphQLEngine.Tests.Server;

public sealed class GettingAQuery
{
    [Fact]
    public async Task Is_answered_from_the_url_and_kept_by_no_cache()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.Client.GetAsync(
            $"/graphql?query={Uri.EscapeDataString("query($t:String){echo(text:$t)}")}&variables={Uri.EscapeDataString("""{"t":"积分"}""")}");

        response.HasStatus(HttpStatusCode.OK);
        Assert.Equal("积分", (await response.JsonAsync()).GetProperty("data").GetProperty("echo").GetString());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Is_refused_when_it_is_a_mutation()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.Client.GetAsync("/graphql?query=mutation{touch}");

        response.HasStatus(HttpStatusCode.MethodNotAllowed);
        Assert.Equal("POST", Assert.Single(response.Content.Headers.Allow));
        Assert.Empty(server.Calls.Names);
    }

    [Theory]
    [InlineData("query={hello}&variables=[1]", "The parameter \"variables\" must be an object.")]
    [InlineData("query={hello}&variables={", "The parameter \"variables\" is not valid JSON.")]
    [InlineData("query={hello}&query={me}", "The parameter \"query\" is given more than once.")]
    [InlineData("", "The parameter \"query\" is missing.")]
    public async Task Is_refused_with_one_clear_sentence_when_malformed(string parameters, string sentence)
    {
        await using var server = await AServer.StartAsync();

        var response = await server.Client.GetAsync($"/graphql?{parameters}");

        response.HasStatus(HttpStatusCode.BadRequest);
        Assert.Equal(sentence, await response.ErrorAsync());
    }

    [Fact]
    public async Task Is_refused_when_switched_off()
    {
        await using var server = await AServer.StartAsync(options => options.AllowGet = false);

        (await server.Client.GetAsync("/graphql?query={hello}")).HasStatus(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shows_a_browser_the_query_page_only_where_it_is_switched_on(bool on)
    {
        await using var server = await AServer.StartAsync(options => options.QueryPage = on);
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        var response = await server.Client.GetAsync("/graphql");

        Assert.Equal(on ? "text/html" : "application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Shows_a_page_that_may_load_nothing_from_elsewhere()
    {
        await using var server = await AServer.StartAsync(options => options.QueryPage = true);
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");

        var response = await server.Client.GetAsync("/graphql");

        Assert.StartsWith("default-src 'none'; connect-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("://", await response.Content.ReadAsStringAsync());
    }
}

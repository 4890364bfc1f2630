using System.Buffers;
using System.Security.Claims;
using System.Text;
using GraphQLEngine.Binding;
using GraphQLEngine.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQLEngine.Tests.Binding;

/// <summary>Asks the library's schema as somebody and gives the response's text.</summary>
public sealed class Reading
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton<IShelf, Shelf>()
        .AddSingleton<BatchLog>()
        .BuildServiceProvider();

    private readonly Executor _executor;

    public Reading(BindingOptions? options = null) => _executor = new Executor(AnnotatedSchema.Build(
        Library.Types, (options ?? new BindingOptions()) with { IsService = _services.GetRequiredService<IServiceProviderIsService>().IsService }));

    public static ClaimsPrincipal Nobody { get; } = new(new ClaimsIdentity());

    public IReadOnlyList<string[]> Batches => _services.GetRequiredService<BatchLog>().Batches;

    public Types.Schema Schema => _executor.Schema;

    public static ClaimsPrincipal Somebody(params string[] roles) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, "Ann"), .. roles.Select(role => new Claim(ClaimTypes.Role, role))], "test"));

    public async Task<string> AskAsync(
        string query, ClaimsPrincipal? user = null, IReadOnlyDictionary<string, object?>? variables = null)
    {
        var output = new ArrayBufferWriter<byte>();
        await _executor.ExecuteAsync(Prepare(query), variables, Context(user), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public async Task<IReadOnlyList<string>> FollowAsync(string query, ClaimsPrincipal user)
    {
        await using var subscription = await _executor.SubscribeAsync(Prepare(query), null, Context(user));
        if (subscription.Errors is { } errors)
        {
            return [.. errors.Select(error => $"{error.Extensions?["code"]}")];
        }

        var responses = new List<string>();
        var output = new ArrayBufferWriter<byte>();
        while (await subscription.NextAsync(output))
        {
            responses.Add(Encoding.UTF8.GetString(output.WrittenSpan));
            output.Clear();
        }

        return responses;
    }

    private PreparedOperation Prepare(string query)
    {
        var (operation, errors) = _executor.Prepare(query);
        Assert.Null(errors);
        return operation!;
    }

    private RequestContext Context(ClaimsPrincipal? user) => new(_services, user ?? Nobody);
}

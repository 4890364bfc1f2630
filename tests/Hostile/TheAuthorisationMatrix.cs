using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using HotChocolate;
using HotChocolate.Authorization;
using HotChocolate.Types;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Api;
using OrleansLoyalty.Tests.Channels;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Every field times every caller, made from the schema that is served.</summary>
public sealed class TheAuthorisationMatrix(TheAuthorisationMatrix.Scene scene, ITestOutputHelper output)
    : IClassFixture<TheAuthorisationMatrix.Scene>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Has_a_line_for_every_root_field_and_for_every_field_that_tells_of_a_person()
    {
        AssertSame(WhoMayWhat.Roots.Keys, scene.Schema.Roots());
        AssertSame(
            WhoMayWhat.Personal.SelectMany(type => type.Value.Select(field => $"{type.Key}.{field}")),
            WhoMayWhat.Personal.Keys.SelectMany(type => scene.Schema.FieldNames(type).Select(field => $"{type}.{field}")));
    }

    [Fact]
    public void Says_what_the_fields_declare()
    {
        var declared =
            from type in typeof(ApiModule).Assembly.GetTypes()
            let root = type.IsDefined(typeof(QueryTypeAttribute)) ? "Query"
                : type.IsDefined(typeof(MutationTypeAttribute)) ? "Mutation"
                : type.IsDefined(typeof(SubscriptionTypeAttribute)) ? "Subscription"
                : null
            where root is not null
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
            select (Field: $"{root}.{FieldOf(method)}", Rule: RuleOf(method));

        AssertSame(
            WhoMayWhat.Roots.Select(line => $"{line.Key}: {string.Join(' ', line.Value.Order())}"),
            declared.Select(line => $"{line.Field}: {line.Rule}"));
    }

    [Fact]
    public void Has_a_line_for_everything_that_is_served_beside_GraphQL()
    {
        var served =
            from endpoint in scene.Cluster.GatewayServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
            where route.Split('/')[1] is not ("graphql" or "m" or "admin" or "c" or "") // The engine itself, and the pages.
            select route;

        AssertSame(WhoMayWhat.Routes.Keys, served.Distinct());
    }

    [Fact]
    public async Task Holds_for_every_caller_and_what_is_denied_changes_nothing()
    {
        var before = await scene.FactsAsync();
        var (denied, wrong) = (0, new List<string>());
        foreach (var caller in scene.Everybody)
        {
            foreach (var (root, rule) in WhoMayWhat.Roots.Where(line => !caller.May(line.Value)))
            {
                denied++;
                if (await RefusalAsync(caller, root) is { } problem)
                {
                    wrong.Add(problem);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await scene.FactsAsync());
        output.WriteLine($"{denied} denied calls, and every fact table as it was");
    }

    [Fact]
    public async Task Lets_in_whom_it_says_and_shows_nobody_what_belongs_to_another()
    {
        var (allowed, wrong) = (0, new List<string>());
        foreach (var caller in scene.Everybody)
        {
            foreach (var (root, _) in WhoMayWhat.Roots.Where(line => caller.May(line.Value)))
            {
                allowed++;
                var answer = await AskAsync(caller, root);
                if (IsRefusedWhole(answer) || answer.Contains("\"code\":\"INTERNAL\"", StringComparison.Ordinal))
                {
                    wrong.Add($"{caller} is let in to {root}, and got {answer}");
                }

                if (!WhoMayWhat.SeesOthers.Contains(caller.Role) && scene.Canaries.Any(canary => answer.Contains(canary, StringComparison.Ordinal)))
                {
                    wrong.Add($"{caller} saw another member in {root}: {answer}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        output.WriteLine($"{allowed} allowed calls");
    }

    [Fact]
    public async Task Shows_members_their_own_so_that_a_canary_would_be_seen()
    {
        var victim = new Caller("the victim", "member", scene.VictimsToken);
        foreach (var root in new[] { "Query.me", "Query.redemptions", "Subscription.accountChanged" })
        {
            Assert.Contains(Scene.VictimsName, await AskAsync(victim, root), StringComparison.Ordinal);
        }

        var admin = scene.Everybody.Single(caller => caller.Name == "an admin");
        foreach (var root in new[] { "Query.member", "Query.productCode", "Query.redemptions", "Subscription.redemptionFeed" })
        {
            Assert.Contains(Scene.VictimsName, await AskAsync(admin, root), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Holds_on_sockets_where_the_token_comes_with_the_first_message()
    {
        foreach (var caller in scene.Everybody)
        {
            using var socket = await GraphQLSocket.ConnectAsync(scene.Cluster.Address, caller.Token);
            if (!caller.IsTaken)
            {
                Assert.Null(await socket.NextAsync());
                Assert.InRange(socket.CloseCode!.Value, 4400, 4499);
                continue;
            }

            Assert.Equal("connection_ack", (string?)(await socket.NextAsync())!["type"]);
            foreach (var (root, _) in WhoMayWhat.Roots.Where(line => !caller.May(line.Value) && !scene.Schema.TakesFile(line.Key)))
            {
                await socket.SubscribeAsync(root, scene.Schema.Operation(root));
                var answer = await socket.NextOfAsync(root);
                Assert.Contains("\"AUTH_NOT_", answer!.ToJsonString(), StringComparison.Ordinal);
                while ((string?)answer!["type"] == "next")
                {
                    answer = await socket.NextOfAsync(root); // A field that is refused is data with an error, then its end.
                }
            }
        }
    }

    [Fact]
    public async Task Holds_for_what_is_served_beside_GraphQL()
    {
        foreach (var caller in scene.Everybody)
        {
            using var client = new GraphQLClient(scene.Cluster.Address, caller.Token);
            foreach (var (route, rule) in WhoMayWhat.Routes)
            {
                var path = route.TrimStart('/').Replace("{id}", new string('0', 32), StringComparison.Ordinal);
                using var response = await client.Http.GetAsync(path);
                var isOpen = rule.Contains(WhoMayWhat.Anyone);
                HttpStatusCode[] refusals = [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden];
                Assert.True(
                    (isOpen && !caller.IsTaken) || caller.May(rule) != refusals.Contains(response.StatusCode),
                    $"{caller} got {response.StatusCode} from {route}");
            }
        }
    }

    private static void AssertSame(IEnumerable<string> table, IEnumerable<string> served)
    {
        var (lines, fields) = (table.ToHashSet(), served.ToHashSet());
        Assert.True(
            lines.SetEquals(fields),
            $"Without a line in WhoMayWhat: {string.Join(", ", fields.Except(lines))}. "
            + $"Lines for what is not served so: {string.Join(", ", lines.Except(fields))}.");
    }

    private async Task<string?> RefusalAsync(Caller caller, string root)
    {
        var answer = await AskAsync(caller, root);
        var expected = caller switch
        {
            { IsTaken: false } => "AUTH_INVALID_TOKEN",
            { Token: null } => "AUTH_NOT_AUTHENTICATED",
            _ => "AUTH_NOT_AUTHORIZED",
        };
        var leaks = scene.Canaries.Any(canary => answer.Contains(canary, StringComparison.Ordinal));
        return answer.Contains(expected, StringComparison.Ordinal) && !leaks
            ? null
            : $"{caller} must not ask for {root}, and got {answer}";
    }

    /// <summary>The whole answer as text; of a subscription, all to its first event.</summary>
    private async Task<string> AskAsync(Caller caller, string root)
    {
        using var client = new GraphQLClient(scene.Cluster.Address, caller.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = Body(scene.Schema.Operation(root)) };
        request.Headers.Add("GraphQL-Preflight", "1");
        if (!root.StartsWith("Subscription.", StringComparison.Ordinal))
        {
            using var response = await client.Http.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }

        using var told = new CancellationTokenSource(Patience);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var stream = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, told.Token);
        var happening = caller.May(WhoMayWhat.Roots[root]) ? scene.LetThingsHappenAsync(told.Token) : Task.CompletedTask;
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(told.Token));
        var text = new StringBuilder();
        string? line = "";
        while (line is not null && line != "event: complete" && !line.StartsWith("data: {", StringComparison.Ordinal))
        {
            text.AppendLine(line = await reader.ReadLineAsync(told.Token));
        }

        await told.CancelAsync();
        await happening;
        return text.ToString();
    }

    /// <summary>The operation as JSON, or with a file where it takes one.</summary>
    private static HttpContent Body(string query)
    {
        if (!query.Contains("$file", StringComparison.Ordinal))
        {
            return JsonContent.Create(new { query });
        }

        return new MultipartFormDataContent
        {
            { JsonContent.Create(new { query, variables = new { file = (string?)null } }), "operations" },
            { new StringContent("""{ "0": ["variables.file"] }"""), "map" },
            { new ByteArrayContent("MATRIX-CODE-1"u8.ToArray()), "0", "codes.csv" },
        };
    }

    // A field further in may have a stricter rule of its own, such as a channel's keys; its error has a longer path.
    private static bool IsRefusedWhole(string answer) =>
        Regex.Count(answer, "\"AUTH_") > Regex.Count(answer, "\"path\":\\[\"[^\"\\]]*\",");

    private static string FieldOf(MethodInfo method)
    {
        if (method.GetCustomAttribute<GraphQLNameAttribute>() is { } named)
        {
            return named.Name;
        }

        var name = method.Name;
        name = name.StartsWith("Get", StringComparison.Ordinal) ? name[3..] : name;
        name = name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string RuleOf(MethodInfo method) => method.GetCustomAttribute<AuthorizeAttribute>() switch
    {
        { Roles: { Length: > 0 } roles } => string.Join(' ', roles.Order()),
        not null => WhoMayWhat.SignedIn,
        null => method.IsDefined(typeof(AllowAnonymousAttribute)) ? WhoMayWhat.Anyone : "declares nothing",
    };

    /// <summary>A victim with a name, a phone, a claim and a redemption, each of which somebody else would like to see.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        public const string VictimsName = "CANARY-NAME-7f3a";
        private const string VictimsPhone = "13999990017";

        public LoyaltyCluster Cluster { get; } = new();

        internal SchemaShape Schema { get; private set; } = null!;

        /// <summary>Texts that tell who a member is; their ids are known to whoever asks by them.</summary>
        public string[] Canaries { get; } = [VictimsName, VictimsPhone];

        public string VictimsToken { get; private set; } = "";

        internal IReadOnlyList<Caller> Everybody { get; private set; } = [];

        public async Task InitializeAsync()
        {
            await Cluster.InitializeAsync();
            VictimsToken = Callers.VictimsToken(Cluster, Callers.Victim, VictimsPhone, VictimsName);
            using var victim = new GraphQLClient(Cluster.Address, VictimsToken);
            using var curious = new GraphQLClient(Cluster.Address, Callers.Token(Cluster, Callers.Curious, "member"));
            using var admin = await Cluster.AdminAsync();
            await Cluster.PrintAsync("CANARY-CODE-1", "CURIOUS-CODE-1");
            var item = (string)(await admin.FieldAsync(
                "mutation { addMallItem(input: { name: \"Cup\", price: 1, stock: 9, requestId: \"cup\" }) { mallItem { id } } }"))["mallItem"]!["id"]!;
            foreach (var (member, code) in new[] { (victim, "CANARY-CODE-1"), (curious, "CURIOUS-CODE-1") })
            {
                await member.FieldAsync(
                    "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } } }", new { code });
                await member.FieldAsync(
                    "mutation($item: ID!) { redeemMallItem(input: { itemId: $item, quantity: 1, requestId: \"r\" }) { balance } }", new { item });
            }

            using var channel = await AChannel.OpenAsync(Cluster, "till");
            Everybody = Callers.Of(Cluster, channel.Token!);
            using var anonymous = Cluster.Anonymous();
            Schema = await SchemaShape.ReadAsync(anonymous, argument => argument switch
            {
                "memberId" or "id" => Callers.Victim,
                "code" => "CANARY-CODE-1",
                "itemId" => item,
                "phone" => VictimsPhone,
                _ => null,
            });
        }

        public async Task DisposeAsync() => await Cluster.DisposeAsync();

        /// <summary>The victim claims code after code, so that whoever follows what happens is told something.</summary>
        public async Task LetThingsHappenAsync(CancellationToken enough)
        {
            using var victim = new GraphQLClient(Cluster.Address, VictimsToken);
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!enough.IsCancellationRequested)
            {
                var code = $"HAPPENS-{Guid.NewGuid():N}";
                await Cluster.PrintAsync(code);
                await victim.FieldAsync(
                    "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } } }", new { code });
                await beat.WaitForNextTickAsync(CancellationToken.None);
            }
        }

        /// <summary>Count and content of every table whose rows the application may add and never change.</summary>
        public async Task<string> FactsAsync()
        {
            var tables = (string)(await Cluster.Database.ScalarAsync(
                """
                select string_agg(c.relname, ',' order by c.relname) from pg_class c
                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                   and has_table_privilege('loyalty_app', c.oid, 'INSERT') and not has_table_privilege('loyalty_app', c.oid, 'UPDATE')
                """))!;
            Assert.Contains("postings", tables, StringComparison.Ordinal);
            var facts = new StringBuilder();
            foreach (var table in tables.Split(',').Append("imports"))
            {
                facts.AppendLine((string)(await Cluster.Database.ScalarAsync(
                    $"select '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t"))!);
            }

            return facts.ToString();
        }
    }
}

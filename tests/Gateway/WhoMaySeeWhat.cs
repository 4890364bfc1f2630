using System.Reflection;
using System.Text.Json.Nodes;
using HotChocolate.Authorization;
using HotChocolate.Types;
using OrleansLoyalty.Api;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class WhoMaySeeWhat(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public void Every_field_of_the_roots_declares_it()
    {
        var undeclared =
            from type in typeof(ApiModule).Assembly.GetTypes()
            where type.IsDefined(typeof(QueryTypeAttribute)) || type.IsDefined(typeof(MutationTypeAttribute))
                || type.IsDefined(typeof(SubscriptionTypeAttribute))
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where !method.IsDefined(typeof(AuthorizeAttribute)) && !method.IsDefined(typeof(AllowAnonymousAttribute))
            where !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
            select $"{type.Name}.{method.Name}";

        Assert.Empty(undeclared);
    }

    public static TheoryData<string> AdminsOnly =>
    [
        "{ codeBatches { nodes { id } } }",
        "{ productCodes { nodes { code } } }",
        "{ productCode(code: \"SEE-1\") { code } }",
        "{ member(by: { phone: \"13800004001\" }) { id } }",
        "{ codeImport(id: \"x\") { id } }",
        "mutation { setPointsPerCode(input: { points: 5 }) { program { name } } }",
        "mutation { voidProductCode(input: { code: \"SEE-1\", reason: \"x\" }) { productCode { code } } }",
        "mutation { addMallItem(input: { name: \"x\", price: 1, stock: 1, requestId: \"x\" }) { mallItem { id } } }",
        "mutation { restockMallItem(input: { itemId: \"x\", quantity: 1, requestId: \"x\" }) { mallItem { id } } }",
        "mutation { adjustPoints(input: { memberId: \"x\", points: 1, reason: \"x\", requestId: \"x\" }) { posting { seq } } }",
        "subscription { redemptionFeed { __typename } }",
        "subscription { codeImportProgress(id: \"x\") { id } }",
    ];

    [Theory]
    [MemberData(nameof(AdminsOnly))]
    public async Task What_is_for_admins_is_refused_to_members_and_to_nobody_in_particular(string operation)
    {
        await cluster.PrintAsync("SEE-1");
        using var member = await cluster.MemberAsync("13800004001");
        using var nobody = cluster.Anonymous();

        Assert.Equal("AUTH_NOT_AUTHORIZED", await CodeAsync(member, operation));
        Assert.Equal("AUTH_NOT_AUTHENTICATED", await CodeAsync(nobody, operation));
        Assert.Equal(0L, await cluster.Database.ScalarAsync("select count(*) from claims where code = 'SEE-1'"));
    }

    public static TheoryData<string> MembersOnly =>
    [
        "{ me { id } }",
        "mutation { claimProductCode(input: { code: \"SEE-2\" }) { claim { code } } }",
        "mutation { redeemMallItem(input: { itemId: \"x\", quantity: 1, requestId: \"x\" }) { balance } }",
        "subscription { accountChanged { id } }",
    ];

    [Theory]
    [MemberData(nameof(MembersOnly))]
    public async Task What_is_for_members_is_refused_to_admins_and_to_nobody_in_particular(string operation)
    {
        using var admin = await cluster.AdminAsync();
        using var nobody = cluster.Anonymous();

        Assert.Equal("AUTH_NOT_AUTHORIZED", await CodeAsync(admin, operation));
        Assert.Equal("AUTH_NOT_AUTHENTICATED", await CodeAsync(nobody, operation));
    }

    [Fact]
    public async Task A_member_sees_their_own_redemptions_whatever_they_ask_for()
    {
        using var admin = await cluster.AdminAsync();
        using var victim = await cluster.MemberAsync("13800004002");
        using var curious = await cluster.MemberAsync("13800004003");
        var victimId = (await victim.FieldAsync("{ me { id } }"))["id"]!.GetValue<string>();
        await admin.FieldAsync(
            "mutation($id: ID!) { adjustPoints(input: { memberId: $id, points: 10, reason: \"gift\", requestId: \"g\" }) { posting { seq } } }",
            new { id = victimId });
        var item = (await admin.FieldAsync(
            "mutation { addMallItem(input: { name: \"Cup\", price: 1, stock: 1, requestId: \"see\" }) { mallItem { id } } }"))["mallItem"]!["id"]!.GetValue<string>();
        await victim.FieldAsync(
            "mutation($item: ID!) { redeemMallItem(input: { itemId: $item, quantity: 1, requestId: \"r\" }) { balance } }", new { item });
        const string Redemptions = "query($id: ID) { redemptions(where: { memberId: $id }) { nodes { member { id phone } } } }";

        Assert.Single((await victim.FieldAsync(Redemptions))["nodes"]!.AsArray());
        Assert.Single((await admin.FieldAsync(Redemptions, new { id = victimId }))["nodes"]!.AsArray());
        Assert.Empty((await curious.FieldAsync(Redemptions, new { id = victimId }))["nodes"]!.AsArray());
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJtIiwicm9sZSI6ImFkbWluIn0.")]
    public async Task A_token_that_is_not_ours_is_answered_with_401_and_not_as_nobody(string token)
    {
        using var client = new GraphQLClient(cluster.Address, token);

        using var response = await client.Http.GetAsync("graphql?query={__typename}");

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        using var member = await cluster.MemberAsync("13800004004");
        var parts = member.Token!.Split('.');
        var payload = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        parts[1] = System.Buffers.Text.Base64Url.EncodeToString(
            System.Text.Encoding.UTF8.GetBytes(payload.Replace("\"member\"", "\"admin\"", StringComparison.Ordinal)));
        using var forger = new GraphQLClient(cluster.Address, string.Join('.', parts));

        using var response = await forger.Http.GetAsync("graphql?query={__typename}");

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task<string?> CodeAsync(GraphQLClient client, string operation)
    {
        JsonNode? answer = null;
        if (operation.StartsWith("subscription", StringComparison.Ordinal))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await foreach (var item in client.FollowAsync(operation, cancellation: patience.Token))
            {
                answer = item;
                break;
            }
        }
        else
        {
            answer = await client.AskAsync(operation);
        }

        return answer?["errors"]?[0]?["extensions"]?["code"]?.GetValue<string>();
    }
}

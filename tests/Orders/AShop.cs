using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tests.Channels;
using OrleansLoyalty.Tests.EarningRules;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Orders;

/// <summary>The whole system with one channel, where an order earns a point a yuan: what tests of orders are fixed on.</summary>
public sealed class AShop : IAsyncLifetime
{
    private const string PlaceOrder =
        """
        mutation($input: PlaceOrderInput!) { placeOrder(input: $input) {
          order { id status amountFen refundedFen pointsUsed pointsReturned member { id }
                  credit { explanation { points ruleSetVersion parts { ruleId points explanation } } spendableOn expiresOn creditedAt } }
          errors { __typename ... on Error { message }
            ... on FigureOutOfRangeError { field ofLine min max }
            ... on ForeignCurrencyError { currency }
            ... on TimeOutOfRangeError { latest }
            ... on LineTwiceError { line } } } }
        """;

    private const string RefundOrder =
        """
        mutation($input: RefundOrderInput!) { refundOrder(input: $input) {
          refund { refundNo amountFen pointsReversed debt pointsReturned }
          order { status refundedFen pointsReturned }
          errors { __typename ... on Error { message } ... on RefundTooLargeError { ofLine leftQuantity leftFen } ... on UnknownLineError { line } } } }
        """;

    /// <summary>The clock that the system goes by: the real one, unless a test moves it.</summary>
    public MovedClock Clock { get; } = new();

    /// <summary>The system.</summary>
    public LoyaltyCluster Cluster { get; private set; } = null!;

    /// <summary>A client that acts for the channel <c>shop</c>.</summary>
    public GraphQLClient Shop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = await LoyaltyCluster.WithAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
        Shop = await AChannel.OpenAsync(Cluster, "shop");
        await PublishAsync(ARule.PerYuan());
    }

    public async Task DisposeAsync()
    {
        Shop.Dispose();
        await Cluster.DisposeAsync();
    }

    /// <summary>Puts rules into force.</summary>
    public async Task PublishAsync(params Rule[] rules)
    {
        var grain = Cluster.Grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key);
        var revision = (await grain.View()).Draft.Revision;
        var saved = Assert.IsType<DraftSaved>(await grain.SaveDraft(new SaveRuleDraft([.. rules], revision, "test")));
        Assert.IsType<RulesPublished>(await grain.Publish(new PublishRules(saved.Draft.Revision, null, "test")));
    }

    /// <summary>An order of one piece a line, paid now.</summary>
    public static JsonObject Order(string orderNo, object customer, params long[] fen) => new()
    {
        ["orderNo"] = orderNo,
        ["currency"] = "CNY",
        ["paidAt"] = DateTimeOffset.UtcNow.ToString("O"),
        ["customer"] = System.Text.Json.JsonSerializer.SerializeToNode(customer),
        ["lines"] = new JsonArray([.. fen.Select((amount, index) => Line($"{index + 1}", 1, amount))]),
    };

    /// <summary>A line of an order.</summary>
    public static JsonNode Line(string line, int quantity, long fen) => new JsonObject
    {
        ["line"] = line,
        ["product"] = $"P{line}",
        ["quantity"] = quantity,
        ["amountFen"] = fen,
    };

    /// <summary>Sends an order, as the shop or as another channel; answers the payload.</summary>
    public Task<JsonNode> PlaceAsync(JsonObject order, GraphQLClient? by = null) =>
        (by ?? Shop).FieldAsync(PlaceOrder, new { input = order });

    /// <summary>Sends a refund of the shop; answers the payload.</summary>
    public Task<JsonNode> RefundAsync(string orderNo, string refundNo, params object[] lines) => Shop.FieldAsync(
        RefundOrder, new { input = new { orderNo, refundNo, currency = "CNY", lines = lines.Length == 0 ? null : lines } });

    /// <summary>A new member, and who they are.</summary>
    public async Task<(GraphQLClient Client, string Id)> JoinAsync(string phone)
    {
        var client = await Cluster.MemberAsync(phone);
        return (client, await AChannel.IdAsync(client));
    }

    /// <summary>What a member can spend.</summary>
    public async Task<long> BalanceAsync(string memberId) =>
        (await Cluster.Grains.GetGrain<IMemberAccountGrain>(memberId).View())!.Balance.Value;

    /// <summary>Gives a member points by hand.</summary>
    public Task GiveAsync(string memberId, long points) => Cluster.Grains.GetGrain<IMemberAccountGrain>(memberId)
        .Adjust(new AdjustPoints(new Points(points), "gift", "admin", new RequestId(Guid.NewGuid().ToString())));
}

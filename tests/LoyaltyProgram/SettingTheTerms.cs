using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.LoyaltyProgram;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.LoyaltyProgram;

public sealed class SettingTheTerms(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Set =
        """
        mutation($input: SetProgramTermsInput!) {
          setProgramTerms(input: $input) {
            program {
              currency pendingDays adjustmentLimit
              expiryPolicy { kind months birthdayMonths }
              pointsAsCash { pointsPerYuan maxPercent holdMinutes }
              transfers { allowed minimum maxPerDay lowestTier }
              tierTerms { measure window graceDays }
              tiers { id name threshold benefits { kind value } }
            }
            errors {
              __typename
              ... on TermOutOfRangeError { term value min max }
              ... on TierThresholdNotRisingError { tier threshold below }
            }
          }
        }
        """;

    [Fact]
    public async Task Of_a_new_program_is_what_it_was_installed_with()
    {
        await using var fresh = await LoyaltyCluster.WithAsync(_ => { });

        var (_, program) = await fresh.Services.GetRequiredService<ProgramSettingsLoad>().LoadAsync();

        Assert.Equal(ProgramTerms.Default.Tiers.Tiers.AsEnumerable(), program.Terms.Tiers.Tiers, Same);
        Assert.Equal(
            ProgramTerms.Default with { Tiers = program.Terms.Tiers },
            program.Terms);
    }

    [Fact]
    public async Task Is_shown_and_at_hand_for_every_grain_at_once_and_after_a_restart()
    {
        using var admin = await cluster.AdminAsync();

        var set = await SetAsync(admin, new
        {
            expiryPolicy = new { kind = "ROLLING", months = 12, birthdayMonths = 3 },
            pendingDays = 7,
            pointsAsCash = new { pointsPerYuan = 200, maxPercent = 50, holdMinutes = 15 },
            transfers = new { allowed = true, minimum = 10, maxPerDay = 500, lowestTier = "vip" },
            adjustmentLimit = 1_000,
            tierLadder = new
            {
                measure = "SPEND",
                window = "CALENDAR_YEAR",
                graceDays = 10,
                tiers = new object[]
                {
                    new { id = "all", name = "全", threshold = 0, benefits = Array.Empty<object>() },
                    new { id = "vip", name = "贵", threshold = 5, benefits = new[] { new { kind = "multiplier", value = "1.5" } } },
                },
            },
        });

        Assert.Null(set["errors"]);
        Assert.Equal(
            """{"currency":"CNY","pendingDays":7,"adjustmentLimit":1000,"expiryPolicy":{"kind":"ROLLING","months":12,"birthdayMonths":3},"pointsAsCash":{"pointsPerYuan":200,"maxPercent":50,"holdMinutes":15},"transfers":{"allowed":true,"minimum":10,"maxPerDay":500,"lowestTier":"vip"},"tierTerms":{"measure":"SPEND","window":"CALENDAR_YEAR","graceDays":10},"tiers":[{"id":"all","name":"全","threshold":0,"benefits":[]},{"id":"vip","name":"贵","threshold":5,"benefits":[{"kind":"multiplier","value":"1.5"}]}]}""",
            set["program"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(7, cluster.Services.GetRequiredService<IProgramBook>().Terms.PendingDays);
        await cluster.StopAsync();
        await cluster.StartAsync();
        Assert.Equal(7, cluster.Services.GetRequiredService<IProgramBook>().Terms.PendingDays);
    }

    [Fact]
    public async Task Elsewhere_is_seen_by_looking_up()
    {
        var book = cluster.Services.GetRequiredService<ProgramBook>();
        await cluster.Database.ScalarAsync(
            """
            insert into program_settings
            select version + 1, name, time_zone, points_per_code, replace(terms::text, '"holdMinutes": ', '"holdMinutes": 1')::json,
                   'another silo', now()
              from program_settings order by version desc limit 1
            """);

        await book.RefreshAsync(CancellationToken.None);

        var (version, program) = await cluster.Services.GetRequiredService<ProgramSettingsLoad>().LoadAsync();
        Assert.True(version > 1);
        Assert.Equal(program.Terms.Cash, book.Terms.Cash);
    }

    [Fact]
    public async Task Is_refused_with_figures_and_changes_nothing()
    {
        using var admin = await cluster.AdminAsync();

        var set = await SetAsync(admin, new { pendingDays = 3, pointsAsCash = new { pointsPerYuan = 100, maxPercent = 101, holdMinutes = 30 } });

        Assert.Null(set["program"]);
        Assert.Equal(
            """[{"__typename":"TermOutOfRangeError","term":"pointsAsCash.maxPercent","value":101,"min":1,"max":100}]""",
            set["errors"]!.ToJsonString());
        Assert.NotEqual(3, cluster.Services.GetRequiredService<IProgramBook>().Terms.PendingDays);
    }

    [Fact]
    public async Task Is_for_admins_and_so_is_the_adjustment_limit()
    {
        using var member = await cluster.MemberAsync("13800138077");

        var refused = await member.AskAsync(Set, new { input = new { pendingDays = 1 } });
        var shown = await member.AskAsync("{ program { adjustmentLimit tiers { id } } }");

        Assert.Equal("AUTH_NOT_AUTHORIZED", refused["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Null(shown["data"]!["program"]!["adjustmentLimit"]);
        Assert.NotNull(shown["data"]!["program"]!["tiers"]);
    }

    private static bool Same(OrleansLoyalty.Tiers.Tier one, OrleansLoyalty.Tiers.Tier other) =>
        (one.Id, one.Name, one.Threshold) == (other.Id, other.Name, other.Threshold) && one.Benefits.SequenceEqual(other.Benefits);

    private static async Task<JsonNode> SetAsync(GraphQLClient admin, object input) => await admin.FieldAsync(Set, new { input });
}

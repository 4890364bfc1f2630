using System.Security.Cryptography;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.Demo;

/// <summary>Fills an empty database with something to try, through the same grains as everyone's data.</summary>
internal static class DemoData
{
    private const string Actor = "demo";
    private const string MemberPhone = "13800000001";

    internal static async Task FillAsync(IServiceProvider services, TextWriter output)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var printing = new DemoCodes(services.GetRequiredService<Database>());
        if (await printing.AnyAsync())
        {
            await output.WriteLineAsync("The database has codes already; the demo adds nothing.");
        }
        else
        {
            await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).SetPointsPerCode(new(new Points(10), Actor));
            await DemoProgram.SetTermsAsync(grains);
            await printing.PrintAsync("演示批次 Demo batch", Codes(1_000));
            await DemoRules.PublishAsync(grains);
            await AddItemsAsync(grains);
            var members = await AddMembersAsync(services, await printing.SomeAsync(40));
            await DemoProgram.TellAsync(grains, members[0]);
            await DemoOrders.AddAsync(services, members[1], output);
        }

        var codes = await printing.SomeAsync(3);
        await output.WriteLineAsync($"Codes to try: {string.Join("  ", codes)}");
        await output.WriteLineAsync(
            $"Sign in: mutation {{ signIn(input: {{ phone: \"{MemberPhone}\", role: MEMBER }}) {{ token }} }}, "
            + "and as CLERK with 13800000002 or as ADMIN with 13800000003.");
    }

    private static List<string> Codes(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => $"DEMO{RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 12)}")];

    private static async Task AddItemsAsync(IGrainFactory grains)
    {
        (string Name, string Description, long Price, long Stock, string Picture)[] items =
        [
            ("保温杯 Thermos", "500 ml，不锈钢 / stainless steel", 120, 200, "thermos"),
            ("帆布袋 Canvas bag", "可折叠 / folds away", 60, 500, "bag"),
            ("雨伞 Umbrella", "自动开合 / opens by itself", 200, 50, "umbrella"),
            ("蓝牙音箱 Speaker", "限量 / limited", 999, 3, "speaker"),
        ];
        foreach (var (name, description, price, stock, picture) in items)
        {
            var item = grains.GetGrain<IMallItemGrain>(MallItemId.From(Actor, new RequestId(name)));
            await item.Add(new(name, description, new Points(price), stock, Actor));
            await item.SetPicture(new(await DemoPictures.ReadAsync(picture), Actor));
        }
    }

    private static async Task<IReadOnlyList<MemberId>> AddMembersAsync(
        IServiceProvider services, IReadOnlyList<string> codes)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        string[] phones = [MemberPhone, "13800000011", "13800000012"];
        var members = new List<MemberId>();
        foreach (var (index, phone) in phones.Index())
        {
            var member = await JoinAsync(services, $"m-demo-{index + 1}", phone, $"演示会员 {index + 1}");
            members.Add(member);
            foreach (var code in codes.Skip(index * 12).Take(12))
            {
                await grains.GetGrain<IProductCodeGrain>(code).Claim(new(member));
            }
        }

        return members;
    }

    // Another gateway may let a member sign in with the same number meanwhile: then that member is the demo's.
    private static async Task<MemberId> JoinAsync(IServiceProvider services, string id, string phone, string name)
    {
        var account = services.GetRequiredService<IGrainFactory>().GetGrain<IMemberAccountGrain>(id);
        if (await account.Join(new(phone, name)) is not PhoneTaken)
        {
            return new MemberId(id);
        }

        var owner = await services.GetRequiredService<MemberQueries>().FindByPhoneAsync(phone, CancellationToken.None);
        return new MemberId(owner!.Id); // Members are never deleted, so the one that had the number has it still.
    }
}

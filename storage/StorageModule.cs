using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Storage.Adjustments;
using OrleansLoyalty.Storage.Campaigns;
using OrleansLoyalty.Storage.CodeImports;
using OrleansLoyalty.Storage.EarningRules;
using OrleansLoyalty.Storage.Feed;
using OrleansLoyalty.Storage.Insights;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.LoyaltyProgram;
using OrleansLoyalty.Storage.Mall;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.Orders;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Storage.Profiles;
using OrleansLoyalty.Storage.Projector;

namespace OrleansLoyalty.Storage;

/// <summary>What storage offers to the processes that are built on it.</summary>
public static class StorageModule
{
    /// <summary>For a process that hosts grains: the journal, the loads of activations and the projectors.</summary>
    public static IServiceCollection AddSiloStorage(this IServiceCollection services)
    {
        // The order in which a batch writes its tables.
        services.AddSingleton<IFactTable, AccountUnchangedTable>();
        services.AddSingleton<IFactTable, ProgramSettingsTable>();
        services.AddSingleton<IFactTable, MemberTable>();
        services.AddSingleton<IFactTable, MemberProfileTable>();
        services.AddSingleton<IFactTable, ClaimTable>();
        services.AddSingleton<IFactTable, VoidTable>();
        services.AddSingleton<IFactTable, AdjustmentProposalTable>();
        services.AddSingleton<IFactTable, AdjustmentDecisionTable>();
        services.AddSingleton<IFactTable, PostingTable>();
        services.AddSingleton<IFactTable, AccountDueTable>();
        services.AddSingleton<IFactTable, EventCreditTable>();
        services.AddSingleton<IFactTable, TransferTable>();
        services.AddSingleton<IFactTable, TransferArrivalTable>();
        services.AddSingleton<IFactTable, NoticeTable>();
        services.AddSingleton<IFactTable, MallItemTable>();
        services.AddSingleton<IFactTable, StockSupplyTable>();
        services.AddSingleton<IFactTable, ItemSaleTable>();
        services.AddSingleton<IFactTable, ItemPictureTable>();
        services.AddSingleton<IFactTable, RedemptionTable>();
        services.AddSingleton<IFactTable, RuleDraftTable>();
        services.AddSingleton<IFactTable, RuleSetTable>();
        services.AddSingleton<IFactTable, CampaignTable>();
        services.AddSingleton<IFactTable, CampaignSpendTable>();
        services.AddOrderTables();

        services.AddSingleton<JournalMetrics>();
        services.AddSingleton<IBatchWriter, PostgresBatchWriter>();
        services.AddSingleton<GroupCommitJournal>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<GroupCommitJournal>());
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommitJournal>());

        services.AddSingleton<ICodeLoad, CodeLoad>();
        services.AddSingleton<IAccountLoad, AccountLoad>();
        services.AddSingleton<IMallItemLoad, MallItemLoad>();
        services.AddSingleton<IEarlierRedemptions, EarlierRedemptions>();
        services.AddSingleton<IEarlierPostings, EarlierPostings>();
        services.AddSingleton<DueAccounts>();
        services.AddSingleton<IEarlierSupplies, EarlierSupplies>();
        services.AddSingleton<ProgramSettingsLoad>();
        services.AddSingleton<IRecordedEvents, RecordedEvents>();
        services.AddSingleton<BackTestTable>();
        services.AddSingleton<CodeImportTable>();

        services.AddSingleton<AccountProjector>();
        services.AddSingleton<DailyFiguresProjector>();
        return services;
    }

    /// <summary>For a process that serves lists and searches: read only.</summary>
    public static IServiceCollection AddQueries(this IServiceCollection services)
    {
        services.AddSingleton<CodeQueries>();
        services.AddSingleton<BatchQueries>();
        services.AddSingleton<MallItemQueries>();
        services.AddSingleton<RedemptionQueries>();
        services.AddSingleton<PictureQueries>();
        services.AddSingleton<MemberQueries>();
        services.AddSingleton<ExpiryNoticeQueries>();
        services.AddSingleton<MemberProfileLoad>();
        services.AddSingleton<AdjustmentQueries>();
        services.AddSingleton<AuditTable>();
        services.AddSingleton<FinanceMonths>();
        services.AddSingleton<ExpirySchedule>();
        services.AddSingleton<FeedQueries>();
        services.AddSingleton<CodeImportQueries>();
        services.AddSingleton<OverviewQueries>();
        services.AddSingleton<RuleSetQueries>();
        services.AddSingleton<CampaignQueries>();
        services.AddOrderQueries();
        return services;
    }
}

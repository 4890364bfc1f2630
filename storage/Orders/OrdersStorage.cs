using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Storage.Activities;
using OrleansLoyalty.Storage.Channels;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>What storage offers for channels, orders and activities.</summary>
internal static class OrdersStorage
{
    /// <summary>The fact tables, in the order in which a batch writes them, and the loads of activations.</summary>
    internal static IServiceCollection AddOrderTables(this IServiceCollection services)
    {
        services.AddSingleton<IFactTable, ChannelTable>();
        services.AddSingleton<IFactTable, ApiKeyTable>();
        services.AddSingleton<IFactTable, ApiKeyRevocationTable>();
        services.AddSingleton<IFactTable, ExternalIdTable>();
        services.AddSingleton<IFactTable, CheckoutHoldTable>();
        services.AddSingleton<IFactTable, OrderTable>();
        services.AddSingleton<IFactTable, RefundTable>();
        services.AddSingleton<IFactTable, OrderAssignmentTable>();
        services.AddSingleton<IFactTable, OrderCreditTable>();
        services.AddSingleton<IFactTable, RefundSettlementTable>();
        services.AddSingleton<IFactTable, ReferralTable>();
        services.AddSingleton<IFactTable, ActivityTable>();
        services.AddSingleton<IFactTable, ActivityCreditTable>();
        services.AddSingleton<IFactTable, ActivityReversalTable>();

        // Last: what is done leaves the list that the tables before it may have put it on.
        services.AddSingleton<IFactTable, OrderDoneTable>();

        services.AddSingleton<OrderLoad>();
        services.AddSingleton<DueOrders>();
        services.AddSingleton<CheckoutHolds>();
        services.AddSingleton<ActivityLoad>();
        services.AddSingleton<DueActivities>();
        services.AddSingleton<Referrals>();
        return services;
    }

    /// <summary>Lists and searches.</summary>
    internal static IServiceCollection AddOrderQueries(this IServiceCollection services)
    {
        services.AddSingleton<ChannelQueries>();
        services.AddSingleton<ExternalIds>();
        services.AddSingleton<OrderQueries>();
        services.AddSingleton<ActivityQueries>();
        return services;
    }
}

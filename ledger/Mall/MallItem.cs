
namespace OrleansLoyalty.Mall;

/// <summary>The limits of what the mall keeps.</summary>
public static class MallLimits
{
    /// <summary>The most of one item that one redemption may take.</summary>
    public const int MaxQuantity = 1_000;

    /// <summary>The most stock that one supply may add, and that an item may be added with.</summary>
    public const long MaxSupply = 1_000_000_000;
}

/// <summary>An item of the mall and the stock that is not promised yet. Deciding never changes it.</summary>
/// <param name="Item">The item; its stock is what can still be promised.</param>
/// <param name="UnderWay">How much was promised or supplied of which it is not known yet whether it is durable.</param>
public sealed record MallItem(MallItemView Item, long UnderWay = 0)
{
    /// <summary>Decides whether the quantity can be promised.</summary>
    /// <returns>The refusal, or <see langword="null"/> when it can.</returns>
    public RedeemOutcome? Refuse(int quantity)
    {
        if (quantity is < 1 or > MallLimits.MaxQuantity)
        {
            return new RedeemOutOfRange(1, MallLimits.MaxQuantity);
        }

        if (!Item.OnSale)
        {
            return new RedeemItemOffSale();
        }

        return Item.Stock < quantity ? new OutOfStock(Item.Stock) : null;
    }

    /// <summary>What the quantity costs.</summary>
    public Points Price(int quantity) => Item.Price * quantity;

    /// <summary>Whether what is durable can have become of this item alone; otherwise another activation has changed it.</summary>
    public bool Explains(long durableStock) => durableStock >= Item.Stock && durableStock <= Item.Stock + UnderWay;

    /// <summary>The item with that much promised.</summary>
    public MallItem Reserve(int quantity) => With(-quantity, quantity);

    /// <summary>The item with that much of what was promised taken for good.</summary>
    public MallItem Take(int quantity) => With(0, -quantity);

    /// <summary>The item with that much promised no longer.</summary>
    public MallItem Release(int quantity) => Supply(quantity);

    /// <summary>The item with that much more stock under way, which nothing may be promised of yet.</summary>
    public MallItem Expect(long quantity) => With(0, quantity);

    /// <summary>The item with that much more stock, which was under way.</summary>
    public MallItem Supply(long quantity) => With(quantity, -quantity);

    private MallItem With(long stock, long underWay) =>
        new(Item with { Stock = checked(Item.Stock + stock) }, checked(UnderWay + underWay));

    /// <summary>Decides the addition of a new item.</summary>
    /// <returns>The refusal, or <see langword="null"/> when it may be added.</returns>
    public static AddOutOfRange? Refuse(AddMallItem command) => command switch
    {
        { Price.Value: < 1 or > Points.MaxValue / MallLimits.MaxQuantity } =>
            new AddOutOfRange("price", 1, Points.MaxValue / MallLimits.MaxQuantity),
        { Stock: < 0 or > MallLimits.MaxSupply } => new AddOutOfRange("stock", 0, MallLimits.MaxSupply),
        _ => null,
    };

    /// <summary>The facts of a new item and of its first stock.</summary>
    public static (MallItemAdded Item, StockSupplied Supply) Add(string id, AddMallItem command, DateTimeOffset now) => (
        new MallItemAdded(id, command.Name, command.Description, command.Price, command.Actor, now),
        new StockSupplied(id, FirstSupply, command.Stock, command.Actor, now));

    /// <summary>The request under which an item's first stock is kept.</summary>
    public static readonly RequestId FirstSupply = new("added");
}

using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Tests.Mall;

public sealed class PromisingStock
{
    [Fact]
    public void Is_refused_with_what_is_left_when_one_is_missing() =>
        Assert.Equal(new OutOfStock(Left: 4), AnItem(stock: 4).Refuse(quantity: 5));

    [Fact]
    public void Takes_the_last_one() => Assert.Null(AnItem(stock: 5).Refuse(quantity: 5));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(MallLimits.MaxQuantity + 1)]
    [InlineData(int.MinValue)]
    public void Refuses_quantities_that_make_no_sense(int quantity) =>
        Assert.Equal(new RedeemOutOfRange(1, MallLimits.MaxQuantity), AnItem(stock: 5_000).Refuse(quantity));

    [Fact]
    public void An_item_that_is_off_sale_is_refused_as_such() =>
        Assert.Equal(new RedeemItemOffSale(), new MallItem(AnItem(5).Item with { OnSale = false }).Refuse(1));

    [Fact]
    public void What_is_released_can_be_promised_again() =>
        Assert.Equal(AnItem(stock: 5), AnItem(stock: 5).Reserve(3).Release(3));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(10, -1)]
    [InlineData(10, long.MaxValue)]
    public void An_item_with_a_price_or_stock_out_of_range_is_not_added(long price, long stock) =>
        Assert.NotNull(MallItem.Refuse(new AddMallItem("Cup", null, new Points(price), stock, "admin-1")));

    private static MallItem AnItem(long stock) => new(new MallItemView("i-1", "Cup", null, new Points(10), stock, OnSale: true));
}

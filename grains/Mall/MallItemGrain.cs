using Orleans.Concurrency;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Mall;

namespace OrleansLoyalty.Mall;

/// <inheritdoc cref="IMallItemGrain"/>
[Reentrant] // Thousands of redemptions may wait for the same batch; each turn still runs alone.
public sealed class MallItemGrain(
    IJournal journal,
    IMallItemLoad items,
    IEarlierRedemptions redemptions,
    IEarlierSupplies supplies,
    LoyaltyMetrics metrics,
    TimeProvider clock) : JournaledGrain(journal), IMallItemGrain
{
    private MallItem? _item;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _item = await items.LoadAsync(Id) is { } item ? new MallItem(item) : null;

    /// <inheritdoc/>
    public async Task<AddOutcome> Add(AddMallItem command)
    {
        if (MallItem.Refuse(command) is { } refusal)
        {
            return refusal;
        }

        if (_item is { } existing)
        {
            await LastAppend;
            var firstStock = await supplies.QuantityAsync(Id, MallItem.FirstSupply);
            return SameInput(existing.Item, firstStock, command)
                ? new ItemAdded(existing.Item)
                : new AddRequestReused();
        }

        var (item, supply) = MallItem.Add(Id, command, PostingChain.Rounded(clock.GetUtcNow()));
        _item = new MallItem(new MallItemView(
            Id, command.Name, command.Description, command.Price, command.Stock, OnSale: true));
        var added = _item.Item;
        await Append(item, supply);
        return new ItemAdded(added);
    }

    /// <inheritdoc/>
    public async Task<RestockOutcome> Restock(RestockMallItem command)
    {
        if (command.Quantity is < 1 or > MallLimits.MaxSupply)
        {
            return new RestockOutOfRange(1, MallLimits.MaxSupply);
        }

        if (_item is null)
        {
            return new RestockItemNotFound();
        }

        await LastAppend;
        if (await supplies.QuantityAsync(Id, command.Request) is { } earlier)
        {
            return earlier == command.Quantity ? new Restocked(_item.Item) : new RestockRequestReused();
        }

        _item = _item.Expect(command.Quantity);
        await Append(new StockSupplied(
            Id, command.Request, command.Quantity, command.Actor, PostingChain.Rounded(clock.GetUtcNow())));

        // Promised only once it is there: a redemption must not run ahead of the supply that covers it.
        _item = _item.Supply(command.Quantity);
        return new Restocked(_item.Item);
    }

    /// <inheritdoc/>
    public async Task<SaleOutcome> SetOnSale(SetMallItemOnSale command)
    {
        if (_item is null)
        {
            DeactivateOnIdle();
            return new SaleItemNotFound();
        }

        if (_item.Item.OnSale == command.OnSale)
        {
            await LastAppend;
            return new SaleSet(_item.Item);
        }

        _item = _item with { Item = _item.Item with { OnSale = command.OnSale } };
        var changed = _item.Item;
        await Append(new ItemSaleSet(Id, command.OnSale, command.Actor, PostingChain.Rounded(clock.GetUtcNow())));
        return new SaleSet(changed);
    }

    /// <inheritdoc/>
    public async Task<PictureOutcome> SetPicture(SetMallItemPicture command)
    {
        if (_item is null)
        {
            DeactivateOnIdle();
            return new PictureItemNotFound();
        }

        if (PictureFile.Refuse(command.File, out var picture) is { } refusal)
        {
            return refusal;
        }

        if (_item.Item.PictureId == picture.Id)
        {
            await LastAppend;
            return new PictureSet(_item.Item);
        }

        _item = _item with { Item = _item.Item with { PictureId = picture.Id } };
        var changed = _item.Item;
        await Append(new ItemPictureSet(Id, picture, command.Actor, PostingChain.Rounded(clock.GetUtcNow())));
        return new PictureSet(changed);
    }

    /// <inheritdoc/>
    public async Task<RedeemOutcome> Redeem(RedeemMallItem command)
    {
        var outcome = await Decide(command);
        if (outcome is not Redeemed)
        {
            metrics.Refused("redeem", outcome.GetType().Name);
        }

        return outcome;
    }

    private async Task<RedeemOutcome> Decide(RedeemMallItem command)
    {
        if (_item is null)
        {
            DeactivateOnIdle();
            return new RedeemItemNotFound();
        }

        while (_item.Refuse(command.Quantity) is { } refusal)
        {
            if (await Confirmed(refusal, command) is { } answer)
            {
                return answer;
            }
        }

        // Reserved in the turn that decided; released when the account says no.
        var price = _item.Price(command.Quantity);
        _item = _item.Reserve(command.Quantity);
        var outcome = await Spend(new SpendPoints(Id, command.Quantity, price, command.Request), command.Member);
        _item = outcome is Spent ? _item.Take(command.Quantity) : _item.Release(command.Quantity);

        return outcome switch
        {
            Spent(var redemption) => new Redeemed(redemption),
            SpentBefore(var earlier) => Repeated(earlier, command),
            BalanceTooLow(var balance, var asked) => new InsufficientPoints(balance, asked),
            SpendAccountFrozen => new RedeemAccountFrozen(),
            _ => Behind(await DurableStock(), command.Quantity),
        };
    }

    private async Task<SpendOutcome> Spend(SpendPoints command, MemberId member)
    {
        try
        {
            return await GrainFactory.GetGrain<IMemberAccountGrain>(member.Value).Spend(command);
        }
        catch
        {
            // Whether the stock was taken is unknown: the next activation counts it from the database.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>What a refusal comes to once the database was asked; <see langword="null"/> when stock came back meanwhile.</summary>
    private async Task<RedeemOutcome?> Confirmed(RedeemOutcome refused, RedeemMallItem command)
    {
        // A retry of a redemption that went through is answered, whatever has become of the stock since.
        if (await redemptions.LoadAsync((command.Member, command.Request)) is { } earlier)
        {
            return Repeated(earlier, command);
        }

        if (refused is not OutOfStock)
        {
            return refused;
        }

        var durable = await DurableStock();
        return _item!.Refuse(command.Quantity) switch
        {
            OutOfStock when !_item.Explains(durable) => Behind(durable, command.Quantity),
            var refusal => refusal,
        };
    }

    /// <summary>The database counts another stock than this activation: the next one starts from there.</summary>
    private OutOfStock Behind(long durable, int quantity)
    {
        DeactivateOnIdle();

        // Enough: that is no refusal with figures; whoever asked asks the next activation.
        return durable < quantity ? new OutOfStock(durable) : throw new FenceRefusedException(MallFences.Stock);
    }

    private async Task<long> DurableStock() => (await items.LoadAsync(Id))!.Stock;

    private RedeemOutcome Repeated(Redemption earlier, RedeemMallItem command) =>
        earlier.ItemId == Id && earlier.Quantity == command.Quantity
            ? new Redeemed(earlier)
            : new RedeemRequestReused();

    private static bool SameInput(MallItemView item, long? firstStock, AddMallItem command) =>
        (item.Name, item.Description, item.Price) == (command.Name, command.Description, command.Price)
        && firstStock == command.Stock;
}

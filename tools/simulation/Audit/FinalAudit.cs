using System.Runtime.CompilerServices;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.Simulation.Audit;

/// <summary>What must hold when everything is answered.</summary>
internal static class FinalAudit
{
    internal static void Run(World world)
    {
        foreach (var account in world.Tables.Accounts.Values)
        {
            Account(account);
        }

        Codes(world);
        Mall(world);
        Transfers(world);
        Activations(world);
    }

    private static void Account(Store.AccountTable account)
    {
        var state = AccountState.New(account.Member);
        foreach (var posting in account.Postings)
        {
            Check.That(posting is not null, $"{account.Member} has a gap after posting {state.Seq}.");
            state = state.Apply(posting!);
        }

        account.Audit.Judge(state);
        var (reloaded, text) = (account.Load().Holdings, AccountJson.Write(state.Holdings));
        Check.That(AccountJson.Write(reloaded) == text, $"The snapshot of {account.Member} and what follows are not what all postings are.");
        Check.That(account.Due == state.Due, $"The rounds go by {account.Due}; the postings make it {state.Due}.");
        foreach (var lot in state.Holdings.Lots)
        {
            Check.That(
                lot.NextStep() is not { } next || next.On > account.Audit.Today,
                $"{lot} of {account.Member} waits for a step that was due.");
        }
    }

    private static void Codes(World world)
    {
        var claimed = world.Tables.Codes.Values.OfType<CodeClaimed>().ToDictionary(claim => $"code:{claim.Code}");
        var posted = 0;
        foreach (var posting in Postings(world).Where(posting => posting.Kind == PostingKind.Claim))
        {
            posted++;
            Check.That(
                claimed.TryGetValue(posting.Source, out var claim)
                && (claim.Member, claim.PostingSeq, claim.Points) == (posting.Member, posting.Seq, posting.Points),
                $"Posting {posting.Seq} of {posting.Member} gives points for {posting.Source}, which {claim?.Member.ToString() ?? "nobody"} claimed.");
        }

        Check.That(posted == claimed.Count, $"{claimed.Count} codes are claimed, {posted} gave points.");
        var credits = Postings(world).Where(posting => posting.Kind == PostingKind.Accrual).ToList();
        Check.That(
            credits.Count == world.Tables.Credits.Count && credits.TrueForAll(posting =>
                world.Tables.Credits.TryGetValue(posting.Source, out var credit)
                && (credit.Member, credit.Seq) == (posting.Member, posting.Seq)),
            $"{world.Tables.Credits.Count} events are credited, {credits.Count} gave points.");
    }

    private static void Mall(World world)
    {
        var redemptions = world.Tables.Redemptions.Values.ToList();
        foreach (var item in world.Tables.Items.Values)
        {
            var supplied = world.Tables.Supplied.Where(supply => supply.Key.Item == item.Id).Sum(supply => supply.Value);
            var redeemed = redemptions.Where(fact => fact.ItemId == item.Id).Sum(fact => fact.Quantity);
            Check.That(item.Stock >= 0 && supplied == item.Stock + redeemed, $"{item.Id}: {supplied} supplied, {redeemed} redeemed, {item.Stock} left.");
        }

        Check.That(
            Postings(world).Count(posting => posting.Kind == PostingKind.Redemption) == redemptions.Count
            && redemptions.TrueForAll(fact => world.Tables.Accounts[fact.Member].At(fact.PostingSeq)!.Points == -fact.Points),
            "Redemptions and the points they cost differ.");
    }

    private static void Transfers(World world)
    {
        // Everything has arrived, so nothing is left in clearing.
        var clearing = Postings(world).Where(posting => posting.Other == ProgramAccount.Transfer).Sum(posting => posting.Points.Value);
        Check.That(clearing == 0, $"{-clearing} points are on their way and nothing is.");
        Check.That(world.Tables.Arrivals.Count == world.Tables.Transfers.Count, "Transfers have left and not arrived.");
        Check.That(
            Postings(world).All(posting => (posting.Points == Points.Zero) == (posting.Other == ProgramAccount.None)
                || posting.Kind is PostingKind.Accrual or PostingKind.Reversal),
            "Points moved to or from nowhere.");
    }

    private static void Activations(World world)
    {
        foreach (var activation in world.Cluster.Silos.SelectMany(silo => silo.Activations))
        {
            switch (activation.Grain)
            {
                case MemberAccountGrain grain when AccountOf(grain) is { } account:
                    var table = world.Tables.Accounts[account.Id];
                    Check.That(
                        account.Seq <= table.Count && account.State.Hash.Span.SequenceEqual(
                            account.Seq == 0 ? PostingChain.Start.Span : table.At(account.Seq)!.Hash.Span),
                        $"An activation of {account.Id} holds what is not durable.");
                    break;
                case MallItemGrain grain when world.Plan.IsOrderly && ItemOf(grain) is { } item:
                    var stock = world.Tables.Items[item.Item.Id].Stock;
                    Check.That(item.Item.Stock == stock && item.UnderWay == 0, $"An activation of {item.Item.Id} counts {item.Item.Stock} in stock; there are {stock}.");
                    break;
            }
        }
    }

    private static IEnumerable<PointsPosted> Postings(World world) =>
        world.Tables.Accounts.Values.SelectMany(account => account.Postings).OfType<PointsPosted>();

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_account")]
    private static extern ref MemberAccount? AccountOf(MemberAccountGrain grain);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_item")]
    private static extern ref MallItem? ItemOf(MallItemGrain grain);
}

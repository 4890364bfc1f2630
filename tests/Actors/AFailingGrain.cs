
namespace OrleansLoyalty.Tests.Actors;

[Collection(SharedCluster.Name)]
public sealed class AFailingGrain(ActorCluster cluster)
{
    [Fact]
    public async Task Throws_at_its_caller_with_type_message_and_fields()
    {
        var exception = await Assert.ThrowsAsync<TestFailureException>(
            () => cluster.Fresh<IFailingGrain>().FailLater("broken", 42));

        Assert.Equal("broken", exception.Message);
        Assert.Equal(42, exception.Number);
    }

    [Fact]
    public async Task Says_where_it_failed()
    {
        var exception = await Assert.ThrowsAsync<TestFailureException>(
            () => cluster.Fresh<IFailingGrain>().FailLater("broken", 42));

        Assert.Contains(nameof(FailingGrain.FailLater), exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throws_at_its_caller_also_before_its_first_await()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Fresh<IFailingGrain>().FailAtOnce());
    }

    [Fact]
    public async Task Throws_through_the_grain_that_called_it()
    {
        var exception = await Assert.ThrowsAsync<TestFailureException>(
            () => cluster.Fresh<IFailingGrain>().FailThrough(Guid.NewGuid().ToString("N")));

        Assert.Equal(7, exception.Number);
    }

    [Fact]
    public async Task Lives_on_and_takes_the_next_call()
    {
        var grain = cluster.Fresh<IFailingGrain>();

        await Assert.ThrowsAsync<TestFailureException>(() => grain.FailLater("broken", 1));

        Assert.Equal(2, await grain.Calls());
    }
}

[Collection(SharedCluster.Name)]
public sealed class AGrainThatCannotBeActivated(ActorCluster cluster)
{
    [Fact]
    public async Task Throws_its_reason_at_every_caller_that_waits()
    {
        var grain = cluster.Fresh<IFussyGrain>();
        var key = grain.GetPrimaryKeyString();

        var first = grain.Answer();
        await cluster.Stage.Passed($"{key} activates 1");
        var second = grain.Answer();
        cluster.Stage.Pass($"{key} may fail");

        Assert.Equal(1, (await Assert.ThrowsAsync<TestFailureException>(() => first)).Number);
        await Assert.ThrowsAsync<TestFailureException>(() => second);
    }

    [Fact]
    public async Task Leaves_nothing_behind_so_that_a_later_call_activates_it_anew()
    {
        var grain = cluster.Fresh<IFussyGrain>();
        cluster.Stage.Pass($"{grain.GetPrimaryKeyString()} may fail");

        await Assert.ThrowsAsync<TestFailureException>(grain.Answer);
        cluster.Stage.Pass($"{grain.GetPrimaryKeyString()} is well");

        Assert.Equal(42, await grain.Answer());
    }

    [Fact]
    public async Task Throws_why_it_could_not_be_constructed()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(cluster.Fresh<IUnmakeableGrain>().Answer);

        Assert.IsType<TestFailureException>(exception.InnerException);
    }
}


namespace OrleansLoyalty.Tests.Actors;

[Collection(SharedCluster.Name)]
public sealed class CallingAGrain(ActorCluster cluster)
{
    [Fact]
    public async Task Activates_it_on_the_first_call_and_not_before()
    {
        var greeter = cluster.Fresh<IGreeterGrain>();
        var before = cluster.Stage.NotesOf(greeter.GetPrimaryKeyString());

        await greeter.Greet(new("Ann", 1));
        await greeter.Greet(new("Ann", 1));

        Assert.Empty(before);
        Assert.Equal(["activated", "greeted", "greeted"], cluster.Stage.NotesOf(greeter.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task Hands_over_the_message_and_its_answer()
    {
        var greeting = await cluster.Fresh<IGreeterGrain>().Greet(new("Ann", 3));

        Assert.Equal("Hello Ann", Assert.IsType<Welcome>(greeting).Text);
        Assert.Equal([1, 2, 3], ((Welcome)greeting).Steps);
    }

    [Fact]
    public async Task Keeps_apart_the_cases_of_an_answer()
    {
        var greeting = await cluster.Fresh<IGreeterGrain>().Greet(new("", 0));

        Assert.Equal(new Nobody(new GuestId("")), greeting);
    }

    [Fact]
    public async Task Finds_the_same_grain_by_the_same_key()
    {
        var key = Guid.NewGuid().ToString("N");

        await cluster.Client.GetGrain<ICounterGrain>(key).Add(2);

        Assert.Equal(5, await cluster.SiloClient.GetGrain<ICounterGrain>(key).Add(3));
        Assert.Equal(1, await cluster.Fresh<ICounterGrain>().Add(1));
    }

    [Fact]
    public async Task Tells_a_grain_its_key()
    {
        Assert.Equal("编码/01?x", await cluster.Client.GetGrain<ICounterGrain>("编码/01?x").Key());
    }

    [Fact]
    public async Task Lets_a_grain_call_another()
    {
        var key = Guid.NewGuid().ToString("N");

        await cluster.Fresh<IRelayGrain>().AddTo(key, 4);

        Assert.Equal(4, await cluster.Client.GetGrain<ICounterGrain>(key).Add(0));
    }

    [Fact]
    public async Task Gives_each_activation_a_scope_of_services_that_ends_with_it()
    {
        var one = cluster.Fresh<IScopedGrain>();
        var other = cluster.Fresh<IScopedGrain>();
        var note = await one.Note();

        Assert.Equal(note, await one.Note());
        Assert.NotEqual(note, await other.Note());

        await one.Leave();
        await cluster.Stage.Passed($"disposed {note}");
    }
}

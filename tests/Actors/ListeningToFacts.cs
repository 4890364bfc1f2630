using System.Threading.Channels;
using Orleans.Streams;

namespace OrleansLoyalty.Tests.Actors;

[Alias("test-fact"), GenerateSerializer, Immutable]
public sealed record TestFact([Id(0)] int Number);

[Collection(SharedCluster.Name)]
public sealed class ListeningToFacts(ActorCluster cluster)
{
    private readonly StreamId _id = StreamId.Create("tests", Guid.NewGuid());

    [Fact]
    public async Task Brings_the_gateway_what_a_service_of_the_silo_publishes_in_order()
    {
        var (heard, handle) = await Listen();

        for (var number = 1; number <= 100; number++)
        {
            await Published.OnNextAsync(new TestFact(number));
        }

        Assert.Equal(Enumerable.Range(1, 100), await Take(heard, 100));
        await handle.UnsubscribeAsync();
    }

    [Fact]
    public async Task Brings_every_listener_everything()
    {
        var (one, oneHandle) = await Listen();
        var (other, otherHandle) = await Listen();

        await Published.OnNextAsync(new TestFact(1));

        Assert.Equal([1], await Take(one, 1));
        Assert.Equal([1], await Take(other, 1));
        await oneHandle.UnsubscribeAsync();
        await otherHandle.UnsubscribeAsync();
    }

    [Fact]
    public async Task Brings_nothing_after_unsubscribing()
    {
        var (ended, endedHandle) = await Listen();
        var (listening, handle) = await Listen();
        await endedHandle.UnsubscribeAsync();

        await Published.OnNextAsync(new TestFact(1));
        await Take(listening, 1);

        Assert.False(ended.TryRead(out _));
        Assert.Equal([handle], await Gateway.GetAllSubscriptionHandles());
        await handle.UnsubscribeAsync();
    }

    [Fact]
    public async Task Brings_nothing_of_another_stream()
    {
        var (heard, handle) = await Listen();
        var other = cluster.SiloClient.GetStreamProvider("facts")
            .GetStream<TestFact>(StreamId.Create("tests", Guid.NewGuid()));

        await other.OnNextAsync(new TestFact(1));
        await Published.OnNextAsync(new TestFact(2));

        Assert.Equal([2], await Take(heard, 1));
        await handle.UnsubscribeAsync();
    }

    private IAsyncStream<TestFact> Published =>
        cluster.SiloClient.GetStreamProvider("facts").GetStream<TestFact>(_id);

    private IAsyncStream<TestFact> Gateway => cluster.Client.GetStreamProvider("facts").GetStream<TestFact>(_id);

    private async Task<(ChannelReader<int> Heard, StreamSubscriptionHandle<TestFact> Handle)> Listen()
    {
        var heard = Channel.CreateUnbounded<int>();
        var handle = await Gateway.SubscribeAsync((fact, _) => heard.Writer.WriteAsync(fact.Number).AsTask());
        return (heard.Reader, handle);
    }

    private static async Task<List<int>> Take(ChannelReader<int> heard, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var numbers = new List<int>();

        while (numbers.Count < count)
        {
            numbers.Add(await heard.ReadAsync(patience.Token));
        }

        return numbers;
    }
}

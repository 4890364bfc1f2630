
namespace OrleansLoyalty.Tests.Actors;

[Collection(SharedCluster.Name)]
public sealed class CallingABusyGrain(ActorCluster cluster)
{
    private readonly string _a = "a " + Guid.NewGuid();
    private readonly string _b = "b " + Guid.NewGuid();
    private readonly string _c = "c " + Guid.NewGuid();

    private Stage Stage => cluster.Stage;

    [Fact]
    public async Task Waits_until_the_running_call_has_ended()
    {
        var worker = cluster.Fresh<IWorkerGrain>();

        var first = worker.Work(_a);
        await Stage.Passed($"{_a} began");
        var second = worker.Work(_b);
        Let(_b, _a);
        await Task.WhenAll(first, second);

        Assert.Equal(
            [$"{_a} began", $"{_a} ended", $"{_b} began", $"{_b} ended"], Stage.NotesOf(worker.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task Does_not_wait_when_the_grain_is_reentrant()
    {
        var worker = cluster.Fresh<IReentrantWorkerGrain>();

        var first = worker.Work(_a);
        await Stage.Passed($"{_a} began");
        var second = worker.Work(_b);
        await Stage.Passed($"{_b} began");
        Let(_a, _b);

        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Does_not_wait_when_the_call_always_interleaves()
    {
        var worker = cluster.Fresh<IWorkerGrain>();

        var first = worker.Work(_a);
        await Stage.Passed($"{_a} began");
        var peek = worker.Peek(_b);
        await Stage.Passed($"{_b} began");
        Let(_a, _b);

        await Task.WhenAll(first, peek);
    }

    [Fact]
    public async Task Does_not_wait_for_a_call_that_always_interleaves()
    {
        var worker = cluster.Fresh<IWorkerGrain>();

        var peek = worker.Peek(_a);
        await Stage.Passed($"{_a} began");
        var work = worker.Work(_b);
        await Stage.Passed($"{_b} began");
        Let(_a, _b);

        await Task.WhenAll(peek, work);
    }

    [Fact]
    public async Task Lets_read_only_calls_run_beside_each_other()
    {
        var worker = cluster.Fresh<IWorkerGrain>();

        var one = worker.Look(_a);
        var other = worker.Look(_b);
        await Task.WhenAll(Stage.Passed($"{_a} began"), Stage.Passed($"{_b} began"));
        Let(_a, _b);

        await Task.WhenAll(one, other);
    }

    [Fact]
    public async Task Keeps_a_read_only_call_from_a_running_change()
    {
        var worker = cluster.Fresh<IWorkerGrain>();

        var change = worker.Work(_a);
        await Stage.Passed($"{_a} began");
        var look = worker.Look(_b);
        Let(_b, _a);
        await Task.WhenAll(change, look);

        Assert.Equal($"{_a} ended", Stage.NotesOf(worker.GetPrimaryKeyString())[1]);
    }

    [Fact]
    public async Task Keeps_a_change_from_a_running_read_only_call()
    {
        var worker = cluster.Fresh<IWorkerGrain>();

        var look = worker.Look(_a);
        await Stage.Passed($"{_a} began");
        var change = worker.Work(_b);
        Let(_b, _a);
        await Task.WhenAll(change, look);

        Assert.Equal($"{_a} ended", Stage.NotesOf(worker.GetPrimaryKeyString())[1]);
    }

    [Fact]
    public async Task Runs_one_turn_at_a_time_even_when_reentrant()
    {
        var worker = cluster.Fresh<IReentrantWorkerGrain>();

        var beside = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => worker.TakeTurns(200)));

        Assert.All(beside, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task Does_not_hold_up_another_grain()
    {
        var busy = cluster.Fresh<IWorkerGrain>();

        var first = busy.Work(_a);
        await Stage.Passed($"{_a} began");
        var other = cluster.Fresh<IWorkerGrain>().Work(_c);
        await Stage.Passed($"{_c} began");
        Let(_a, _c);

        await Task.WhenAll(first, other);
    }

    private void Let(params string[] names)
    {
        foreach (var name in names)
        {
            Stage.Pass($"{name} may end");
        }
    }
}

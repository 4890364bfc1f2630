using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Simulation.Store;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Simulation.Actors;

/// <summary>Some silos over one store. Where they disagree on who hosts a grain, several do.</summary>
internal sealed class Cluster : IGrainFactory
{
    private static readonly LoyaltyMetrics Metrics = new();
    private static readonly IOptions<ScanLimitOptions> ScanLimit = Options.Create(new ScanLimitOptions());

    private readonly World _world;
    private readonly Silo[] _silos;
    private readonly Dictionary<(GrainKind, string), object> _references = [];

    internal Cluster(World world)
    {
        _world = world;
        Accounts = new GrainKind(typeof(MemberAccountGrain), silo => new MemberAccountGrain(
            silo.Journal, world.Reads, world.Reads, world.Reads, silo.Program, silo.Rules, ScanLimit, Metrics, world.Clock));
        Codes = new GrainKind(typeof(ProductCodeGrain), silo => new ProductCodeGrain(
            silo.Journal, world.Reads, Metrics, world.Clock));
        Items = new GrainKind(typeof(MallItemGrain), silo => new MallItemGrain(
            silo.Journal, world.Reads, world.Reads, world.Reads, Metrics, world.Clock));
        Transfers = new GrainKind(typeof(PointsTransferGrain), _ => new PointsTransferGrain());
        _silos = [.. Enumerable.Range(0, world.Plan.Silos).Select(_ => new Silo(world))];
    }

    internal GrainKind Accounts { get; }

    internal GrainKind Codes { get; }

    internal GrainKind Items { get; }

    internal GrainKind Transfers { get; }

    internal IReadOnlyList<Silo> Silos => _silos;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)Reference<TGrainInterface>(primaryKey);

    internal IMemberAccountGrain Account(MemberId member) => GetGrain<IMemberAccountGrain>(member.Value);

    internal void Deliver(GrainKind kind, string key, GrainCall call)
    {
        var home = (StableHash(key) & 0x7fffffff) % _silos.Length;
        var silo = _world.IsFaulty && _world.Chance.Percent(_world.Plan.Strayed) ? _world.Chance.Of(_silos) : _silos[home];
        silo.Deliver(kind, key, call);
    }

    /// <summary>Kills a silo; another starts in its place.</summary>
    internal void Kill(int silo)
    {
        var dead = _silos[silo];
        _silos[silo] = new Silo(_world);
        dead.Die();
    }

    /// <summary>Believes a silo dead that only does not answer: what it has under way, it goes on with later.</summary>
    internal void Evict(int silo, int steps)
    {
        _silos[silo].StopFor(steps);
        _silos[silo] = new Silo(_world);
    }

    private object Reference<TGrainInterface>(string key)
    {
        if (typeof(TGrainInterface) == typeof(IMemberAccountGrain))
        {
            return Reference<IMemberAccountGrain>(Accounts, key);
        }

        if (typeof(TGrainInterface) == typeof(IPointsTransferGrain))
        {
            return Reference<IPointsTransferGrain>(Transfers, key);
        }

        return typeof(TGrainInterface) == typeof(IProductCodeGrain)
            ? Reference<IProductCodeGrain>(Codes, key)
            : Reference<IMallItemGrain>(Items, key);
    }

    private object Reference<TGrain>(GrainKind kind, string key)
        where TGrain : class
    {
        if (!_references.TryGetValue((kind, key), out var reference))
        {
            _references.Add((kind, key), reference = GrainReference.To<TGrain>(this, kind, key));
        }

        return reference;
    }

    // A string's own hash differs from run to run.
    private static int StableHash(string text)
    {
        var hash = 17;
        foreach (var letter in text)
        {
            hash = (hash * 31) + letter;
        }

        return hash;
    }
}

/// <summary>One silo's life: its activations, its journal, what it knows of program and rules.</summary>
internal sealed class Silo : Process, IGrainFactory
{
    private readonly World _world;
    private readonly Dictionary<(GrainKind, string), Activation> _activations = [];

    internal Silo(World world)
        : base(world.Schedule)
    {
        _world = world;
        Program = new SimulatedProgram(world);
        Rules = new SimulatedRules(world);
        var journal = new GroupCommitJournal(
            new SimulatedWriter(world), new SilentPublisher(), NullLogger<GroupCommitJournal>.Instance);
        Journal = journal;

        // As the host would, but not on the thread pool.
        new Turns(world.Schedule, this).Post(
            static journal => _ = Execute((GroupCommitJournal)journal!, CancellationToken.None), journal);
    }

    internal Schedule Schedule => _world.Schedule;

    internal IJournal Journal { get; }

    internal SimulatedProgram Program { get; }

    internal SimulatedRules Rules { get; }

    internal IEnumerable<Activation> Activations => _activations.Values;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey)
        where TGrainInterface : IGrainWithStringKey => _world.Cluster.GetGrain<TGrainInterface>(primaryKey);

    internal void Deliver(GrainKind kind, string key, GrainCall call)
    {
        if (!_activations.TryGetValue((kind, key), out var activation))
        {
            _activations.Add((kind, key), activation = new Activation(this, kind, key));
        }

        activation.Take(call);
    }

    internal void Forget(Activation activation) => _activations.Remove((activation.Kind, activation.Key));

    internal void Die()
    {
        IsDead = true;
        foreach (var activation in _activations.Values.ToList())
        {
            activation.Die();
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ExecuteAsync")]
    private static extern Task Execute(GroupCommitJournal journal, CancellationToken stopping);

    private sealed class SilentPublisher : IFactPublisher
    {
        public void Committed()
        {
            // Nobody follows the facts here.
        }
    }
}

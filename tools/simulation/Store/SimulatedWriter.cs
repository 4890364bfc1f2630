using OrleansLoyalty.Journal;
using OrleansLoyalty.Simulation.Actors;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Simulation.Store;

/// <summary>
/// The way of a batch to the store and of the answer back, each a step of its own: the batch may get lost, the answer may,
/// and a silo that is gone by then has written all the same.
/// </summary>
internal sealed class SimulatedWriter(World world) : IBatchWriter
{
    public Task WriteAsync(IReadOnlyList<Entry> entries)
    {
        var write = new Write(world, entries);
        world.Schedule.Add(write);
        return write.Answer;
    }

    private sealed class Write(World world, IReadOnlyList<Entry> entries) : Ready
    {
        private readonly TaskCompletionSource _answer = new();
        private Exception? _fault;
        private bool _hasArrived;

        internal Task Answer => _answer.Task;

        internal override bool Step()
        {
            if (!_hasArrived)
            {
                _hasArrived = true;
                return Arrive();
            }

            Reply();
            return false;
        }

        private bool Arrive()
        {
            if (IsLost())
            {
                world.Trace.Add($"lost on the way to the store: {entries.Count} entries");
                _fault = new StorageUnavailableException("The connection broke before the batch was sent.");
                return true;
            }

            if (world.Weakness == Weakness.ConfirmedTooSoon && world.Chance.OneIn(2))
            {
                return true;
            }

            try
            {
                world.Tables.Write(entries);
            }
            catch (FenceRefusedException refused)
            {
                world.Trace.Add($"refused by {refused.Fence}: {entries.Count} entries");
                _fault = refused;
            }
            catch (Exception found)
            {
                world.Clients.Fail(found);
            }

            return true;
        }

        private void Reply()
        {
            if (_fault is null && IsLost())
            {
                world.Trace.Add($"durable, and the answer lost: {entries.Count} entries");
                _fault = new StorageUnavailableException("The connection broke before the batch was confirmed.");
            }

            if (_fault is null)
            {
                _answer.SetResult();
            }
            else
            {
                _answer.SetException(_fault);
            }
        }

        private bool IsLost() => world.IsFaulty && world.Chance.Percent(world.Plan.LostPercent);
    }
}

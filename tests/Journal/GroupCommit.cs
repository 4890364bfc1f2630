using OrleansLoyalty.Journal;
using static OrleansLoyalty.Tests.Journal.AJournal;

namespace OrleansLoyalty.Tests.Journal;

public sealed class GroupCommit
{
    [Fact]
    public async Task Writes_a_lone_entry_at_once()
    {
        await using var journal = await StartAsync();

        await journal.OpenLane().Append(Entry("a"));

        Assert.Equal([["a"]], journal.Writer.Batches);
    }

    [Fact]
    public async Task Collects_while_a_batch_is_written_and_writes_what_collected_as_one()
    {
        await using var journal = await StartAsync();
        journal.Writer.Close();
        var first = journal.OpenLane().Append(Entry("a"));
        await journal.Writer.Arrived.Task;

        var waiting = new[] { "b", "c", "d" }.Select(name => journal.OpenLane().Append(Entry(name))).ToArray();
        journal.Writer.Gate.SetResult();
        await first;
        await Task.WhenAll(waiting);

        Assert.Equal([["a"], ["b", "c", "d"]], journal.Writer.Batches);
    }

    [Fact]
    public async Task Splits_a_refused_batch_until_only_the_offenders_fail()
    {
        await using var journal = await StartAsync(names =>
            names.Contains("bad") ? new FenceRefusedException("fence") : null);
        journal.Writer.Close();
        var first = journal.OpenLane().Append(Entry("first"));
        await journal.Writer.Arrived.Task;

        string[] names = ["a", "b", "bad", "c", "d", "e", "f"];
        var appends = names.Select(name => journal.OpenLane().Append(Entry(name))).ToArray();
        journal.Writer.Gate.SetResult();
        await first;
        var failed = new List<string>();
        for (var i = 0; i < names.Length; i++)
        {
            if (await Record.ExceptionAsync(() => appends[i]) is FenceRefusedException)
            {
                failed.Add(names[i]);
            }
        }

        Assert.Equal(["bad"], failed);
    }

    [Fact]
    public async Task Fails_what_a_lane_hands_over_after_a_refused_entry_and_nothing_of_other_lanes()
    {
        await using var journal = await StartAsync(names =>
            names.Contains("bad") ? new FenceRefusedException("fence") : null);
        journal.Writer.Close();
        var first = journal.OpenLane().Append(Entry("first"));
        await journal.Writer.Arrived.Task;

        var lane = journal.OpenLane();
        var bad = lane.Append(Entry("bad"));
        var after = lane.Append(Entry("decided on bad"));
        var other = journal.OpenLane().Append(Entry("other"));
        journal.Writer.Gate.SetResult();
        await first;

        await Assert.ThrowsAsync<FenceRefusedException>(() => bad);
        await Assert.ThrowsAsync<LaneBrokenException>(() => after);
        await other;
        await Assert.ThrowsAsync<LaneBrokenException>(() => lane.Append(Entry("much later")));
        Assert.DoesNotContain(journal.Writer.Batches, batch => batch.SequenceEqual(["decided on bad"]));
    }

    [Fact]
    public async Task Fails_a_whole_batch_whose_outcome_is_unknown_and_tries_nothing_again()
    {
        await using var journal = await StartAsync(_ => new StorageUnavailableException("gone"));
        var lane = journal.OpenLane();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => lane.Append(Entry("a")));
        await Assert.ThrowsAsync<LaneBrokenException>(() => lane.Append(Entry("b")));

        Assert.Equal([["a"]], journal.Writer.Batches);
    }

    [Fact]
    public async Task Goes_on_for_new_lanes_once_the_database_is_back()
    {
        var down = true;
        await using var journal = await StartAsync(_ => down ? new StorageUnavailableException("gone") : null);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => journal.OpenLane().Append(Entry("a")));

        down = false;

        await journal.OpenLane().Append(Entry("b"));
    }

    [Fact]
    public async Task Writes_what_was_handed_over_before_a_stop_and_takes_nothing_after_it()
    {
        await using var journal = await StartAsync();
        journal.Writer.Close();
        var first = journal.OpenLane().Append(Entry("a"));
        await journal.Writer.Arrived.Task;
        var waiting = journal.OpenLane().Append(Entry("b"));

        var stopping = journal.StopAsync();
        journal.Writer.Gate.SetResult();
        await stopping;

        await first;
        await waiting;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => journal.OpenLane().Append(Entry("c")));
    }
}

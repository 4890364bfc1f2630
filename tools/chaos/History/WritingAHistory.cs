namespace OrleansLoyalty.Chaos.History;

/// <summary>What is written before and after each request, and read when all is over.</summary>
public sealed class WritingAHistory : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Keeps_every_attempt_of_every_request()
    {
        var request = new Request(7, Kind.Redeem, "ann", "item", 2, "q7");
        using (var log = new HistoryLog(_file))
        {
            Assert.Equal(0, log.Invoked(request, 1));
            Assert.Equal(1, log.Invoked(request, 2));
            log.Answered(request, 1, new Answer(Outcome.Ok, "r1", 30, 80));
            log.Answered(request, 0, Answer.Unknown("cut"));
            log.Invoked(request with { Number = 8 }, 2);
        }

        var all = HistoryLog.Read(_file);

        Assert.Equal([7, 8], all.Select(one => one.Request.Number));
        Assert.Equal(request, all[0].Request);
        Assert.Equal([1, 2], all[0].Attempts.Select(attempt => attempt.View));
        Assert.Equal(new Answer(Outcome.Ok, "r1", 30, 80), all[0].Done!.Value.Answer);
        Assert.Equal(long.MaxValue, all[0].Attempts[0].Answered);
        Assert.Equal(Outcome.Unknown, Assert.Single(all[1].Attempts).Answer.Outcome);
        Assert.Null(all[1].Done);
    }

    [Fact]
    public void Has_an_invocation_in_the_file_when_it_returns()
    {
        using var log = new HistoryLog(_file);

        log.Invoked(new Request(1, Kind.Read, "ann", "", 0, ""), 1);

        using var other = new StreamReader(new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.StartsWith("I\t1\t0\t", other.ReadToEnd(), StringComparison.Ordinal);
    }
}

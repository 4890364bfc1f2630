using Microsoft.Extensions.Logging.Abstractions;
using OrleansLoyalty.Api;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Tests.Gateway;

/// <summary>What a caller is told of an exception.</summary>
public sealed class TellingFaults
{
    public static TheoryData<Exception> Passing =>
    [
        new StorageUnavailableException("PostgreSQL did not answer."),
        new TimeoutException("Response did not arrive on time."),
        new OrleansException("The silo is gone."),
        new OperationCanceledException("Message expired before placement could complete."), // As Orleans says it.
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public void Asks_to_send_it_again_where_that_can_succeed(Exception exception)
    {
        var fault = Fault.Report(exception, NullLogger.Instance);

        Assert.Equal((Fault.Unavailable, true), (fault.Code, fault.IsUnavailable));
        Assert.DoesNotContain(exception.Message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_an_id_and_nothing_of_its_inside_where_it_cannot()
    {
        var fault = Fault.Report(new InvalidOperationException("Host=secret"), NullLogger.Instance);

        Assert.Equal(("INTERNAL", false), (fault.Code, fault.IsUnavailable));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }
}

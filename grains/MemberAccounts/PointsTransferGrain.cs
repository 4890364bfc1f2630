using Orleans.Concurrency;

namespace OrleansLoyalty.MemberAccounts;

/// <inheritdoc cref="IPointsTransferGrain"/>
[StatelessWorker(1), Reentrant] // It knows nothing: what must not happen twice, the accounts see to.
public sealed class PointsTransferGrain : Grain, IPointsTransferGrain
{
    private MemberId From => new(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<SendOutcome> Send(SendPoints command)
    {
        if (command.To == From || await Account(command.To).View() is null)
        {
            return new SendReceiverNotFound();
        }

        var outcome = await Account(From).Send(command);

        // Left and not arrived: if this process ends here, the sweeper takes it from there.
        if (outcome is PointsSent sent)
        {
            await Account(command.To).Receive(new ReceivePoints(sent.Transfer, From, sent.Parts));
        }

        return outcome;
    }

    private IMemberAccountGrain Account(MemberId member) => GrainFactory.GetGrain<IMemberAccountGrain>(member.Value);
}

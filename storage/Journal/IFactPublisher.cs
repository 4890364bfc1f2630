namespace OrleansLoyalty.Storage.Journal;

/// <summary>Told after each commit, so that whoever follows the facts looks again. A bell, not the message.</summary>
public interface IFactPublisher
{
    /// <summary>Rings for a committed batch. Returns at once and never throws.</summary>
    void Committed();
}

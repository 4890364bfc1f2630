namespace OrleansLoyalty.Simulation.Store;

/// <summary>What the database could fail to do, one at a time: each is a mutant that must be found.</summary>
public enum Weakness
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Two postings of one number.</summary>
    NoPostingFence,

    /// <summary>An account is told of as it was before somebody else posted.</summary>
    NoNewestFence,

    /// <summary>A code is claimed twice.</summary>
    NoClaimFence,

    /// <summary>An event is credited twice.</summary>
    NoEventFence,

    /// <summary>Stock below zero.</summary>
    NoStockFence,

    /// <summary>A campaign gives more than its budget.</summary>
    NoBudgetFence,

    /// <summary>A refused batch leaves what came before the refused fact.</summary>
    HalfABatch,

    /// <summary>Confirmed before it is written, and then perhaps lost.</summary>
    ConfirmedTooSoon,

    /// <summary>A snapshot passes a posting over.</summary>
    SnapshotAhead,

    /// <summary>An activation loads the snapshot alone.</summary>
    SnapshotAlone,

    /// <summary>What was decided by an earlier request is not found.</summary>
    NoEarlierPostings,
}

namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// The last redemptions of an activation by their request, in flight or done, so that a quick retry meets the first
/// try instead of a fence. Bounded: what is older is found in the database.
/// </summary>
internal sealed class RecentRequests<TDone>
{
    private const int MaxRemembered = 32;

    private readonly Dictionary<RequestId, Task<TDone>> _byRequest = [];
    private readonly Queue<RequestId> _oldestFirst = [];

    internal Task<TDone>? Find(RequestId request) => _byRequest.GetValueOrDefault(request);

    internal void Remember(RequestId request, Task<TDone> done)
    {
        _byRequest[request] = done;
        _oldestFirst.Enqueue(request);
        if (_oldestFirst.Count > MaxRemembered)
        {
            _byRequest.Remove(_oldestFirst.Dequeue());
        }
    }
}

using System.Globalization;

namespace OrleansLoyalty.Chaos.Recording;

/// <summary>Where a gateway can be reached.</summary>
/// <param name="View">Which process it is.</param>
/// <param name="Port">The port of the proxy in front of it.</param>
/// <param name="Weight">Its part of the requests.</param>
public readonly record struct Front(int View, int Port, int Weight)
{
    /// <summary>As the injector tells the recorder.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{View}:{Port}:{Weight}");

    /// <summary>Reads it.</summary>
    public static Front Parse(string text)
    {
        var fields = text.Split(':').Select(field => int.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return new Front(fields[0], fields[1], fields[2]);
    }
}

/// <summary>The gateways in service, changed while requests are made.</summary>
public sealed class Fronts
{
    private volatile Front[] _inService = [];

    /// <summary>Takes the place of those before.</summary>
    public void Set(IEnumerable<Front> fronts) => _inService = [.. fronts];

    /// <summary>Whether one is still among them.</summary>
    public bool Has(Front front) => _inService.Contains(front);

    /// <summary>Chooses one by weight; <see langword="null"/> when there is none.</summary>
    public Front? Pick(Random random)
    {
        var fronts = _inService;
        var at = random.Next(Math.Max(1, fronts.Sum(front => front.Weight)));
        foreach (var front in fronts)
        {
            if ((at -= front.Weight) < 0)
            {
                return front;
            }
        }

        return null;
    }
}

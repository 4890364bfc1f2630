using System.Globalization;

namespace OrleansLoyalty.Chaos;

/// <summary>A command line: <c>--name value</c>, and names alone.</summary>
public sealed class Arguments(IReadOnlyList<string> words)
{
    /// <summary>Whether a name is there.</summary>
    public bool Has(string name) => words.Contains($"--{name}");

    /// <summary>The value of a name.</summary>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public string Text(string name) => Text(name, null) ?? throw new ArgumentException($"--{name} is missing.");

    /// <summary>The value of a name, or what stands for it.</summary>
    public string? Text(string name, string? otherwise)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i] == $"--{name}")
            {
                return words[i + 1];
            }
        }

        return otherwise;
    }

    /// <summary>The value of a name as a whole number.</summary>
    public int Number(string name, int otherwise) =>
        Text(name, null) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The value of a name as a number.</summary>
    public double Measure(string name, double otherwise) =>
        Text(name, null) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

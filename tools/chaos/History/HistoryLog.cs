using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OrleansLoyalty.Chaos.History;

/// <summary>
/// Every invocation, in the file before it is sent, and every answer after: one line each, handed to the operating system
/// at once. The recorder is never killed, so what is in the file is all that was sent.
/// </summary>
public sealed class HistoryLog(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _turn = new();
    private readonly Dictionary<int, int> _attempts = [];

    /// <summary>Writes that a request is about to be sent.</summary>
    /// <returns>The number of the attempt.</returns>
    public int Invoked(Request request, int view)
    {
        lock (_turn)
        {
            var attempt = _attempts.GetValueOrDefault(request.Number);
            _attempts[request.Number] = attempt + 1;
            Write(string.Create(
                CultureInfo.InvariantCulture,
                $"I\t{request.Number}\t{attempt}\t{Stopwatch.GetTimestamp()}\t{view}\t{request.Kind}\t{request.Member}\t{request.Key}\t{request.Amount}\t{request.Id}\n"));
            return attempt;
        }
    }

    /// <summary>Writes what came.</summary>
    public void Answered(Request request, int attempt, Answer answer) => Write(string.Create(
        CultureInfo.InvariantCulture,
        $"A\t{request.Number}\t{attempt}\t{Stopwatch.GetTimestamp()}\t{answer.Outcome}\t{answer.Type}\t{answer.First}\t{answer.Second}\n"));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Reads a whole history.</summary>
    public static IReadOnlyList<Asked> Read(string path) => Read(File.ReadLines(path), long.MaxValue);

    /// <summary>Reads a history that is still being written: every invocation, and the answers up to a moment.</summary>
    public static IReadOnlyList<Asked> ReadUpTo(string path, long moment)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = file.ReadToEnd();
        return Read(text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries), moment);
    }

    private static IReadOnlyList<Asked> Read(IEnumerable<string> lines, long moment)
    {
        var all = new Dictionary<int, Asked>();
        foreach (var line in lines)
        {
            var fields = line.Split('\t');
            var number = (int)Number(fields[1]);
            if (fields[0] == "I")
            {
                if (!all.TryGetValue(number, out var asked))
                {
                    all.Add(number, asked = new Asked(new Request(
                        number, Enum.Parse<Kind>(fields[5]), fields[6], fields[7], Number(fields[8]), fields[9])));
                }

                asked.With(new Attempt((int)Number(fields[4]), Number(fields[3]), long.MaxValue, Chaos.History.Answer.Unknown("open")));
            }
            else if (Number(fields[3]) <= moment)
            {
                var answer = new Answer(Enum.Parse<Outcome>(fields[4]), fields[5], Number(fields[6]), Number(fields[7]));
                var at = answer.Outcome == Outcome.Unknown ? long.MaxValue : Number(fields[3]);
                all[number].Answer((int)Number(fields[2]), at, answer);
            }
        }

        return [.. all.Values];
    }

    private void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        lock (_turn)
        {
            _file.Write(bytes);
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

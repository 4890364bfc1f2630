using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GraphQLEngine.Server;
using Xunit.Abstractions;

namespace GraphQLEngine.Tests.Server;

/// <summary>Whatever arrives, the answer is the client's fault, never the server's.</summary>
public sealed class DamagedRequests(ITestOutputHelper output)
{
    private const string Boundary = "frontier";

    private static readonly string[] Bodies =
    [
        """{"query":"query Q($t: String) { echo(text: $t) }","variables":{"t":"积分"},"operationName":"Q","extensions":{}}""",
        """{"documentId":"sha256:00","variables":null}""",
        """{"query":"mutation { touch }"}""",
    ];

    private static readonly string[] Messages =
    [
        """{"type":"connection_init","payload":{"token":"x"}}""",
        """{"id":"1","type":"subscribe","payload":{"query":"subscription { count(to: 3) }"}}""",
        """{"id":"1","type":"complete"}""",
        """{"type":"ping","payload":{}}""",
    ];

    private static readonly string Form = string.Join("\r\n",
        $"--{Boundary}", "Content-Disposition: form-data; name=\"operations\"", "",
        """{"query":"mutation($f:Upload!){read(file:$f)}","variables":{"f":null}}""",
        $"--{Boundary}", "Content-Disposition: form-data; name=\"map\"", "", """{"0":["variables.f"]}""",
        $"--{Boundary}", "Content-Disposition: form-data; name=\"0\"; filename=\"a.txt\"", "", "content", $"--{Boundary}--", "");

    private readonly Random _random = new(Seed(output));

    [Fact]
    public async Task In_json_are_answered_or_refused()
    {
        await using var server = await AServer.StartAsync();

        for (var times = 0; times < 1000; times++)
        {
            var content = new ByteArrayContent(Damaged(Bodies[_random.Next(Bodies.Length)]));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

            using var response = await server.PostAsync(content);

            Assert.Contains(response.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
        }

        NothingFailed(server);
    }

    [Fact]
    public async Task In_multipart_are_answered_or_refused()
    {
        await using var server = await AServer.StartAsync(options => options.RequirePreflight = false);

        for (var times = 0; times < 500; times++)
        {
            var content = new ByteArrayContent(Damaged(Form));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");

            using var response = await server.PostAsync(content);

            Assert.Contains(
                response.StatusCode,
                new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge });
        }

        NothingFailed(server);
    }

    [Fact]
    public async Task On_a_socket_are_answered_or_close_it_with_a_code_of_the_protocol()
    {
        await using var server = await AServer.StartAsync();

        for (var times = 0; times < 200; times++)
        {
            using var socket = await server.ConnectAsync();

            // Text that is not UTF-8 never reaches the protocol: WebSocket itself ends there.
            var message = Encoding.UTF8.GetString(Damaged(Messages[_random.Next(Messages.Length)]));
            await socket.SendAsync(Encoding.UTF8.GetBytes(message));
            await socket.SendAsync("""{"type":"nonsense"}"""u8.ToArray());

            Assert.InRange((await socket.ClosedAsync()).Code, CloseCode.BadRequest, CloseCode.TooManyInits);
        }

        NothingFailed(server);
    }

    private static int Seed(ITestOutputHelper output)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return seed;
    }

    private static void NothingFailed(AServer server) =>
        Assert.DoesNotContain(server.Log.Lines, line => line.Exception is not null);

    private byte[] Damaged(string text)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(text));
        for (var times = _random.Next(3); times >= 0 && bytes.Count > 0; times--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(_random.Next(1, 30), bytes.Count - at));
                    break;
                case 1:
                    bytes.Insert(at, (byte)_random.Next(256));
                    break;
                case 2:
                    bytes[at] = (byte)"{}[]\":,\\0n"[_random.Next(10)];
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 30), bytes.Count - at)));
                    break;
                default:
                    bytes[at] = (byte)_random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }
}

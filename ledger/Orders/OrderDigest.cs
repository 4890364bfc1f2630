using System.Security.Cryptography;
using System.Text.Json;

namespace OrleansLoyalty.Orders;

/// <summary>By which a command that is sent again is known: a hash of all it asks for, but for who sent it.</summary>
public static class OrderDigest
{
    public static byte[] Of(PlaceOrder command) => Of((object)(command with { Actor = "" }));

    public static byte[] Of(RefundOrder command) => Of((object)(command with { Actor = "" }));

    private static byte[] Of(object command) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command, command.GetType()));
}

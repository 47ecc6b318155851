using System.Diagnostics;
using System.Net;
using Coordination.Load.Raw;
using Coordination.Protocol;

namespace Coordination.Load.Comparisons;

/// <summary>What servers are filled with before their memory is weighed.</summary>
internal static class Filling
{
    private const int ZnodesPerDirectory = 1_000;
    private const int DataLength = 100;
    private const int InFlight = 500;

    /// <summary>Znodes of 100 bytes, a thousand in each directory.</summary>
    public static IDisposable Znodes(IPEndPoint server, int count)
    {
        RawConnection connection = RawConnection.OpenSession(server, RawConnection.Greeting());
        byte[] data = new byte[DataLength];
        for (int i = 0; i < count; i++)
        {
            ZPath directory = ZPath.Root / $"d{i / ZnodesPerDirectory:D4}";
            if (i % ZnodesPerDirectory == 0)
                Create(connection, directory, []);
            Create(connection, directory / $"z{i % ZnodesPerDirectory:D4}", data);
        }

        Await(connection, mostInFlight: 0);
        return connection;
    }

    /// <summary>Sessions that do nothing.</summary>
    public static IDisposable Sessions(IPEndPoint server, int count)
    {
        const int ReceiveBytes = 512;
        byte[] greeting = RawConnection.Greeting();
        var sessions = new SessionList();
        for (int i = 0; i < count; i++)
            sessions.Add(RawConnection.OpenSession(server, greeting, ReceiveBytes));
        return sessions;
    }

    private static void Create(RawConnection connection, ZPath path, byte[] data)
    {
        connection.Ask(RequestFrames.CreateFrame(path, data), Stopwatch.GetTimestamp());
        Await(connection, InFlight);
    }

    private static void Await(RawConnection connection, int mostInFlight)
    {
        if (connection.InFlight <= mostInFlight)
            return;
        connection.Flush();
        while (connection.InFlight > mostInFlight / 2)
        {
            connection.Socket.WaitToReceive(TimeSpan.FromMilliseconds(10));
            connection.Flush();
            if (!connection.Receive())
                throw new IOException("The server ended the connection.");
            while (connection.TryTake(out ReadOnlySpan<byte> frame))
                Check(connection, frame);
        }
    }

    private static void Check(RawConnection connection, ReadOnlySpan<byte> frame)
    {
        AnswerDecoder.ReadHeader(frame, out ReplyHeader header);
        if (!connection.TryMatch(header, out _) || header.Code != ErrorCode.Ok)
            throw new IOException($"A znode was not created: {header.Code}.");
    }

    private sealed class SessionList : List<RawConnection>, IDisposable
    {
        public void Dispose() => ForEach(session => session.Dispose());
    }
}

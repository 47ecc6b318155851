using System.Security.Cryptography;
using Coordination.Protocol;
using Coordination.Requests;
using Coordination.Transports.Tcp.Streams;

namespace Coordination.Transports.Tcp.Client;

/// <summary>
/// Proves by SASL who a client is, while nothing else is under way on its connection (<c>ZooKeeperSaslClient</c>): says
/// nothing, is challenged, responds, and lets the server prove that it knows the password too.
/// </summary>
internal sealed class SaslLogin(Stream stream, ReceiveBuffer received, WireDialect dialect)
{
    private const int NonceBytes = 24;

    // What a challenge may hold, and the headers around it.
    private const int MaxAnswerBytes = 4 * 1024;

    private static readonly ProtocolLimits Limits = new() { MaxFrameBytes = MaxAnswerBytes };

    /// <summary>False where the server does not know the user, or is not who it should be.</summary>
    public async ValueTask<bool> TryRunAsync(SaslCredentials credentials)
    {
        if (await AskAsync(default).ConfigureAwait(false) is not { } challenge)
            return false;
        string nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        DigestMd5Reply? reply =
            DigestMd5Client.Respond(challenge.Span, credentials.UserName, credentials.Password, nonce);
        return reply is not null
            && await AskAsync(reply.Token).ConfigureAwait(false) is { } confirmation
            && reply.IsConfirmedBy(confirmation.Span);
    }

    /// <summary>What the server says to a token; null where it refuses.</summary>
    /// <exception cref="IOException">It is gone, or does not speak the protocol: nothing is known of the
    /// credentials.</exception>
    private async ValueTask<ReadOnlyMemory<byte>?> AskAsync(ReadOnlyMemory<byte> token)
    {
        using (var writer = new JuteWriter())
        {
            RequestEncoder.Write(writer, dialect, default, new SaslRequest(token));
            await stream.WriteAsync(writer.WrittenMemory).ConfigureAwait(false);
        }

        while (true)
        {
            if (TryTakeAnswer(out Answer<Response> answer))
                return answer.Code == ErrorCode.Ok ? (answer.Body as SaslResponse)?.Token : null;
            int count = await stream.ReadAsync(received.MakeRoom()).ConfigureAwait(false);
            if (count == 0)
                throw new IOException("The server closed the connection during the login.");
            received.Add(count);
        }
    }

    private bool TryTakeAnswer(out Answer<Response> answer)
    {
        answer = default;
        FrameStatus status = received.TryTake(MaxAnswerBytes, out ReadOnlySpan<byte> frame);
        if (status == FrameStatus.NeedMore)
            return false;
        DecodeFault fault = status == FrameStatus.Malformed
            ? DecodeFault.OverLimit
            : AnswerDecoder.ReadAnswer(frame, dialect, Limits, new AskedRequest(OpCode.Sasl), out answer);
        return fault == DecodeFault.None
            ? true
            : throw new IOException($"The server sent what cannot be read during the login ({fault}).");
    }
}

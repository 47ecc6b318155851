using System.Security.Cryptography;
using Coordination.Protocol;

namespace Coordination.Transports.Tcp.Server;

/// <summary>
/// One connection's authentication by SASL DIGEST-MD5 (<c>ZooKeeperSaslServer</c>): a challenge, then a response, once.
/// </summary>
internal sealed class SaslExchange(IReadOnlyDictionary<string, string> passwords)
{
    private const int NonceBytes = 24;

    private string? _nonce;
    private bool _isOver;

    /// <summary>Who it is, when it is proven.</summary>
    public string UserName { get; private set; } = "";

    /// <summary>Takes what the client says next.</summary>
    /// <param name="token">What it says.</param>
    /// <param name="reply">What to answer it.</param>
    /// <returns>How the exchange stands.</returns>
    public SaslState Take(ReadOnlySpan<byte> token, out byte[] reply)
    {
        reply = [];
        if (_isOver)
            return Fail();
        if (_nonce is null)
        {
            if (!token.IsEmpty)
                return Fail(); // Here the server speaks first (RFC 2831 §2.1).
            _nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
            reply = DigestMd5Server.Challenge(_nonce);
            return SaslState.Challenged;
        }

        _isOver = true;
        if (DigestMd5Server.Verify(token, _nonce, passwords) is not { } proof)
            return SaslState.Failed;
        UserName = proof.UserName;
        reply = proof.Confirmation;
        return SaslState.Proven;
    }

    private SaslState Fail()
    {
        _isOver = true;
        return SaslState.Failed;
    }
}

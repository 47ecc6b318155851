using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Coordination.Transports.Tcp.Tls;

/// <summary>
/// A certificate with its key in PEM files, read again when they have changed: renewing it needs no restart. While the
/// files cannot be read, or do not fit each other, as in the middle of a renewal, the last good one is used.
/// </summary>
public sealed class PemCertificate
{
    private readonly Lock _gate = new();
    private readonly string _certificateFile;
    private readonly string _keyFile;
    private X509Certificate2 _current;
    private (DateTime Certificate, DateTime Key) _readAt;

    /// <summary>Reads the files.</summary>
    /// <param name="certificateFile">The certificate.</param>
    /// <param name="keyFile">Its private key; the same file where both stand in one.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">They hold no certificate, or a key that is not its.</exception>
    public PemCertificate(string certificateFile, string keyFile)
    {
        _certificateFile = certificateFile;
        _keyFile = keyFile;
        _readAt = WrittenAt();
        _current = Read();
    }

    /// <summary>The certificate of now.</summary>
    public X509Certificate2 Current
    {
        get
        {
            lock (_gate)
            {
                (DateTime, DateTime) writtenAt = WrittenAt();
                if (writtenAt != _readAt && TryRead() is { } renewed)
                    (_current, _readAt) = (renewed, writtenAt);
                return _current;
            }
        }
    }

    /// <summary>All the certificates of a PEM file, as authorities are given.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static X509Certificate2Collection ReadAuthorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }

    private (DateTime Certificate, DateTime Key) WrittenAt() =>
        (File.GetLastWriteTimeUtc(_certificateFile), File.GetLastWriteTimeUtc(_keyFile));

    private X509Certificate2? TryRead()
    {
        try
        {
            return Read();
        }
        catch (Exception error) when (error is IOException or CryptographicException or UnauthorizedAccessException)
        {
            return null; // Half written: asked again at the next handshake.
        }
    }

    // By way of PKCS #12, as some systems' TLS takes no key that lives in memory alone.
    private X509Certificate2 Read()
    {
        using var pem = X509Certificate2.CreateFromPemFile(_certificateFile, _keyFile);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
    }
}

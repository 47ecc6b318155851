namespace Coordination.Samples.Server;

/// <summary>What <c>--help</c> says.</summary>
internal static class Help
{
    public const string Text = """
        A coordination server for every client that speaks ZooKeeper's protocol. It keeps nothing: what is in it ends
        with the process. When it serves it prints "ready ADDRESS:PORT"; it ends by SIGTERM or SIGINT.

          --client-port P                    port for clients, 0 for a free one                       (2181)
          --address A                        address to bind                                          (127.0.0.1)
          --tick-ms N                        ZooKeeper's tick                                         (1000)
          --min-session-ms N                 shortest session time-out granted       (1000, or 2 ticks if less)
          --max-session-ms N                 longest session time-out granted        (40000, or 20 ticks if more)
          --four-letter-words LIST           comma list of those answered, * for all                  (srvr,ruok,mntr)
          --super-digest USER:BASE64SHA1     the super user, as ZooKeeper's superDigest               (none)
          --sasl-user NAME=PASSWORD          an account for SASL DIGEST-MD5; repeatable               (none: refused)
          --sasl-super NAME                  a SASL user that is a super user; repeatable             (none)
          --require-auth                     nothing but handshake, ping and auth before a client has authenticated
          --enforce-quota                    hard quotas are enforced
          --container-check-ms N             how often containers and TTL znodes are looked at        (60000)
          --max-connections N                connections in all, 0 for no limit                       (10000)
          --max-connections-per-address N    connections from one address, 0 for no limit             (60)
          --max-frame BYTES                  longest request, ZooKeeper's jute.maxbuffer              (1048575)
          --read-only                        of no effect here: a server without peers never lacks a quorum
          --tls-port P                       a second port for clients, which speaks TLS; needs the next two
          --tls-cert PEM, --tls-key PEM      the server's certificate and key
          --tls-ca PEM                       who signs the clients' certificates
          --tls-client-auth none|want|need   whether clients must have one                            (none)
          --metrics-port P                   HTTP on 127.0.0.1: /metrics for Prometheus, /commands as AdminServer
          --help                             this text
        """;
}

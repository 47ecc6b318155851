using Coordination.Load;
using Coordination.Load.Commands;

const string Usage = """
    run      one load:   --operation get|set|exists|create|mix|sessions|events --client raw|ours|java
                         --server ours|ours-aot|zk|zk-memory|ADDRESS:PORT[,…] --connections N --depth N --size BYTES
                         --znodes N --read-percent N --rate N --warm-up SECONDS --seconds SECONDS --rounds N
    compare  ratios:     --only NAME[,…] --rounds N --seconds SECONDS --warm-up SECONDS --first-warm-up SECONDS
    churn    sessions:   --minutes N --rate N --every SECONDS --connections N --server …
    smoke    each load on a server of ours: --seconds SECONDS
    where ZooKeeper is:  --zk-data DIR --zk-memory-data DIR --zk-java "-Xmx1g …"
    ours as native code: --aot-server FILE
    """;

if (args is [])
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    var flags = new Flags(args.AsSpan(1));
    return args[0] switch
    {
        "run" => await RunCommand.RunAsync(flags),
        "compare" => await CompareCommand.RunAsync(flags),
        "churn" => await ChurnCommand.RunAsync(flags),
        "smoke" => await SmokeCommand.RunAsync(flags),
        _ => throw new UsageException($"{args[0]} is no command.{Environment.NewLine}{Usage}"),
    };
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

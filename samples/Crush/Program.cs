using Coordination.Crush;
using Coordination.Samples.Crush;

// A crushtool of our own: the command line over Coordination.Crush. Every command is a few lines; the library does the
// work.
const int done = 0, failed = 1, notSupported = 64;

if (args.Length == 0)
{
    Console.Error.WriteLine("crush test|compile|decompile|build|edit|compare|tree|osdmap|prim|bench ...");
    return notSupported;
}

using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
try
{
    var arguments = new Arguments(args.AsSpan(1));
    switch (args[0])
    {
        case "test":
            TestCommand.Run(arguments, output);
            return done;
        case "compile":
            MapFile.Write(MapFile.Read(arguments.Next("IN.txt")), arguments);
            return done;
        case "decompile":
            MapFile.WriteText(MapFile.Read(arguments.Next("IN")), arguments, output);
            return done;
        case "build":
            BuildCommand.Run(arguments);
            return done;
        case "edit":
            EditCommand.Run(arguments);
            return done;
        case "compare":
            CompareCommand.Run(arguments, output);
            return done;
        case "tree":
            TreePicture.Write(MapFile.Read(arguments.Next("FILE")), output);
            return done;
        case "osdmap":
            OsdMapCommand.Run(arguments, Console.In, output);
            return done;
        case "prim":
            PrimCommand.Run(Console.In, output);
            return done;
        case "bench":
            BenchCommand.Run(arguments, output);
            return done;
        default:
            Console.Error.WriteLine($"crush: unknown command '{args[0]}'");
            return notSupported;
    }
}
catch (Exception problem) when (problem is UsageException or CrushFormatException or CrushEditException
    or ArgumentException or IOException)
{
    Console.Error.WriteLine($"crush: {problem.Message}");
    return failed;
}

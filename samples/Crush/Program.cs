using Coordination.Samples.Crush;

// A crushtool of our own: the command line over Coordination.Crush. Every command is a few lines; the library does the
// work.
using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
return CrushTool.Run(args, Console.In, output, Console.Error);

// The recipes from a shell: one sub-command each, one JSON event a line on standard output. By hand:
//   dotnet run --project samples/Recipes -- lock --connect 127.0.0.1:2181 --path /locks/nightly -- ./report.sh
using System.Runtime.InteropServices;
using Coordination.Samples.Recipes;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

const int WrongArgument = 2;

RecipeCommand command;
CommonOptions common;
try
{
    var arguments = new Arguments(args);
    string name = arguments.TakeSubCommand();
    common = CommonOptions.Take(arguments);
    command = RecipeCommand.Take(name, arguments);
    arguments.ExpectEnd();
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    return WrongArgument;
}

using var shell = new Shell(common, new EventWriter(Console.OpenStandardOutput(), common.Id));
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, shell.OnSignal);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, shell.OnSignal);
return await shell.RunAsync(command);

using Coordination.Recipes.Naming;
using Coordination.Samples.Recipes.CommandLine;
using Coordination.Samples.Recipes.Events;

namespace Coordination.Samples.Recipes.Commands;

/// <summary><c>register</c>: is an instance of a service until it is told to stop.</summary>
internal sealed class RegisterCommand : RecipeCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ServicesOptions _services;
    private readonly string _address;
    private readonly int _port;
    private readonly IReadOnlyList<string> _tags;
    private readonly int _weight;
    private readonly string? _payload;

    public RegisterCommand(Arguments arguments)
    {
        _services = ServicesOptions.Take(arguments);
        _address = arguments.TakeRequired("--address");
        _port = arguments.TakeNumber("--port", fallback: -1);
        if (_port is < 0 or > ushort.MaxValue)
            throw new UsageException($"--port is missing, or not from 0 to {ushort.MaxValue}");
        _tags = arguments.TakeAll("--tag");
        _weight = arguments.TakeNumber("--weight", fallback: 1);
        if (_weight > ServiceInstance.MaxWeight)
            throw new UsageException($"--weight: {_weight} is more than {ServiceInstance.MaxWeight}");
        _payload = arguments.TakeOption("--payload");
    }

    public override async Task<int> RunAsync(Shell shell, ICoordinationClient client)
    {
        var instance = new ServiceInstance
        {
            Name = _services.Name,
            Id = shell.Id,
            Address = _address,
            Port = _port,
            Tags = _tags,
            Weight = _weight,
            Payload = _payload,
        };
        await using ServiceRegistration registration =
            await _services.Of(client).RegisterAsync(instance, shell.Stop);
        bool isRegistered = false;
        do
        {
            if (isRegistered == registration.Lease is not null)
                continue;
            isRegistered = !isRegistered;
            shell.Events.Write(new RecipeEvent { Event = isRegistered ? "registered" : "unregistered" });
        }
        while (await shell.PauseAsync(Interval, shell.Stop));

        if (isRegistered)
            shell.Events.Write(new RecipeEvent { Event = "unregistered" });
        return 0;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Coordination.Hosting.Configuration;

/// <summary>
/// Reads options out of a section of the configuration, by hand: trimming-safe, and each fault names its key and value.
/// </summary>
internal sealed class OptionsSection(IConfigurationSection section)
{
    private delegate bool Parser<T>([NotNullWhen(true)] string? text, out T value);

    public void ApplyTo(CoordinationClientOptions options)
    {
        options.SessionTimeout = Time(nameof(options.SessionTimeout)) ?? options.SessionTimeout;
        options.MinReconnectDelay = Time(nameof(options.MinReconnectDelay)) ?? options.MinReconnectDelay;
        options.MaxReconnectDelay = Time(nameof(options.MaxReconnectDelay)) ?? options.MaxReconnectDelay;
        options.CloseTimeout = Time(nameof(options.CloseTimeout)) ?? options.CloseTimeout;
        options.ServerTick = Time(nameof(options.ServerTick)) ?? options.ServerTick;
        options.MaxOutstandingRequests =
            Number(nameof(options.MaxOutstandingRequests)) ?? options.MaxOutstandingRequests;
        options.MaxOutstandingBytes = Number(nameof(options.MaxOutstandingBytes)) ?? options.MaxOutstandingBytes;
        options.MaxWaitingRequests = Number(nameof(options.MaxWaitingRequests)) ?? options.MaxWaitingRequests;
        options.MaxWaitingBytes = Number(nameof(options.MaxWaitingBytes)) ?? options.MaxWaitingBytes;
        options.AcceptsReadOnly =
            Read<bool>(nameof(options.AcceptsReadOnly), bool.TryParse, "true or false") ?? options.AcceptsReadOnly;
        options.Chroot = Read<ZPath>(nameof(options.Chroot), ZPath.TryParse, "the path of a znode") ?? options.Chroot;
        foreach (IConfigurationSection auth in section.GetSection(nameof(options.Auth)).GetChildren())
        {
            byte[] credentials = Encoding.UTF8.GetBytes(auth["Credentials"] ?? "");
            options.Auth.Add(new AuthCredentials(auth["Scheme"] ?? "", credentials));
        }
    }

    public void ApplyTo(CoordinationHostingOptions options) =>
        options.StartTimeout = Time(nameof(options.StartTimeout)) ?? options.StartTimeout;

    private TimeSpan? Time(string key) => Read(key, (string? text, out TimeSpan value) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value), "a time, as 00:00:10");

    private int? Number(string key) => Read(key, (string? text, out int value) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out value), "a whole number");

    private T? Read<T>(string key, Parser<T> parse, string expected)
        where T : struct
    {
        if (section[key] is not { } text)
            return null;
        return parse(text, out T value)
            ? value
            : throw new FormatException(
                $"The configuration has '{text}' for {section.Path}:{key}; it must be {expected}.");
    }
}

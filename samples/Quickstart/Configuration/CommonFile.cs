using System.Globalization;
using System.Text;
using Coordination;
using YamlDotNet.RepresentationModel;

namespace Quickstart.Configuration;

/// <summary>The part of <c>common.yml</c> that a system is interested in.</summary>
internal sealed record CommonFile(string Host, int Connections, IReadOnlyList<string> Features)
{
    /// <summary>Where all systems find it.</summary>
    public static readonly ZPath Path = "/config/common.yml";

    public static CommonFile Parse(ReadOnlyMemory<byte> data)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Encoding.UTF8.GetString(data.Span)));

        YamlNode root = yaml.Documents[0].RootNode;
        YamlNode database = root["database"];
        var features = (YamlSequenceNode)root["features"];
        return new CommonFile(
            database["host"].ToString(),
            int.Parse(database["connections"].ToString(), CultureInfo.InvariantCulture),
            [.. features.Select(one => one.ToString())]);
    }

    public override string ToString() =>
        $"{Connections} connections to {Host}, features {string.Join(" and ", Features)}";
}

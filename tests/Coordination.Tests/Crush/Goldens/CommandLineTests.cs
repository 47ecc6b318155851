using System.Globalization;
using Coordination.Crush;
using Coordination.Samples.Crush;

namespace Coordination.Tests.Crush.Goldens;

/// <summary>What the commands do beside what the goldens show: options, exit codes, error lines, reports.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Text = """
        device 0 osd.0
        device 1 osd.1
        device 2 osd.2
        type 0 osd
        type 1 root
        root r { id -1 alg straw2 hash 0 item osd.0 weight 1.0 item osd.1 weight 2.0 item osd.2 weight 3.0 }
        rule few { id 0 type replicated min_size 1 max_size 10 step take r step choose firstn 0 type osd step emit }
        rule holes { id 1 type erasure min_size 1 max_size 10 step take r step choose indep 0 type osd step emit }
        rule none { id 2 type replicated min_size 1 max_size 10 step take r }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crush-commands");
    private readonly string _map;

    public CommandLineTests()
    {
        _map = PathOf("map.txt");
        File.WriteAllText(_map, Text);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Holes_short_results_and_empty_ones_are_printed_as_the_contract_says()
    {
        Assert.Equal(3, Devices("few", replicas: 4).Length);
        Assert.Equal(4, Devices("holes", replicas: 4).Length);
        Assert.Single(Devices("holes", replicas: 4), d => d == "2147483647");
        Assert.Equal("CRUSH rule 2 x 5 []\n", Golden.Run("", Words(2, 3, 5, 5)));
        Assert.Equal("CRUSH rule 9 x 5 []\n", Golden.Run("", Words(9, 3, 5, 5)));
    }

    [Fact]
    public void Weights_and_pools_are_options_of_a_test()
    {
        string without = Golden.Run("", [.. Words(0, 3, 0, 9), "--weight", "1", "0", "--weight", "77", "0.5"]);
        Assert.DoesNotContain("1", string.Concat(without.Split('\n').SelectMany(l => l[(l.IndexOf('[') + 1)..])));

        string ofPool = Golden.Run("", [.. Words(0, 3, 4, 4), "--pool-id", "7"]);
        int input = (int)CrushHash.Hash(4, 7);
        string same = Golden.Run("", Words(0, 3, input, input));
        Assert.StartsWith("CRUSH rule 0 x 4 [", ofPool);
        Assert.Equal(same[same.IndexOf('[')..], ofPool[ofPool.IndexOf('[')..]);
    }

    [Fact]
    public void Statistics_say_how_many_have_which_size_and_how_even_the_load_is()
    {
        string[] lines = Golden.Run("", [.. Words(0, 1, 0, 99), "--show-statistics"]).Split('\n');

        Assert.Equal("rule 0 (few), x = 0..99, numrep = 1..1", lines[0]);
        Assert.Equal("rule 0 (few) num_rep 1 result size == 1:\t100/100", lines[1]);
        Assert.StartsWith("relative deviation 0.", lines[2]);
    }

    [Fact]
    public void Tables_hold_placements_load_and_weights()
    {
        Golden.Run("", [.. Words(0, 2, 0, 9), "--output-csv", PathOf("few")]);

        string[] placements = File.ReadAllLines(PathOf("few-placement_information.csv"));
        Assert.Equal("Input, OSD0, OSD1", placements[0]);
        Assert.Equal(11, placements.Length);
        Assert.Equal(3, placements[1].Split(',').Length);
        string[] load = File.ReadAllLines(PathOf("few-device_utilization.csv"));
        Assert.Equal("Device ID, Number of Objects Stored, Number of Objects Expected", load[0]);
        Assert.Equal(20, load[1..].Sum(l => int.Parse(l.Split(',')[1], CultureInfo.InvariantCulture)));
        Assert.Equal(["Device ID, Proportional Weight", "0,0.166667", "1,0.333333", "2,0.5"],
            File.ReadAllLines(PathOf("few-proportional_weights.csv")));
    }

    [Fact]
    public void Both_forms_of_a_map_are_recognised_and_written()
    {
        Golden.Run("", "compile", _map, "-o", PathOf("map.bin"));
        string text = Golden.Run("", "decompile", PathOf("map.bin"));
        Golden.Run("", "decompile", PathOf("map.bin"), "-o", PathOf("again.txt"));

        Assert.True(CrushBinary.IsEncoded(File.ReadAllBytes(PathOf("map.bin"))));
        byte[] encoded = CrushBinary.Encode(CrushText.Compile(Text), CephRelease.Tentacle);
        Assert.Equal(encoded, File.ReadAllBytes(PathOf("map.bin")));
        Assert.Equal(text, File.ReadAllText(PathOf("again.txt")));
        Assert.Equal(Golden.Run("", "tree", _map), Golden.Run("", "tree", PathOf("map.bin")));
    }

    [Theory]
    [InlineData("single")]
    [InlineData("bulk")]
    public void A_bench_prints_mappings_per_second(string mode)
    {
        string line = Golden.Run("", "bench", "--map", _map, "--rule", "0", "--num-rep", "2", "--count", "200000",
            "--mode", mode);

        Assert.Matches(@"^mappings_per_second [1-9]\d*\n$", line);
    }

    [Fact]
    public void A_check_passes_or_names_the_item()
    {
        Assert.Equal("", Golden.Run("", "check", _map));
        Assert.Equal("", Golden.Run("", "check", _map, "3"));
        Assert.Equal((CrushTool.Failed, "", $"crush: item id too large: item#2{Environment.NewLine}"),
            Golden.TryRun("", "check", _map, "2"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("reclassify map.bin")]
    public void What_is_not_supported_ends_with_64(string words) =>
        Assert.Equal(CrushTool.NotSupported, Golden.TryRun("", words.Split(' ')).Code);

    [Theory]
    [InlineData("test --map MAP --rule 0 --num-rep 3 --min-x 0", "--max-x is missing")]
    [InlineData("test --map MAP --rule 0 --num-rep 0 --min-x 0 --max-x 1", "replicas")]
    [InlineData("test --map MAP --rule x --num-rep 3 --min-x 0 --max-x 1", "--rule: 'x' is not a number")]
    [InlineData("test --map MAP --rule 0 --num-rep 3 --min-x 0 --max-x 1 --what", "'--what' was not expected")]
    [InlineData("test --map nowhere --rule 0 --num-rep 3 --min-x 0 --max-x 1", "nowhere")]
    [InlineData("compile MAP", "-o is missing")]
    [InlineData("compile MAP -o OUT --compat 15", "--compat 15: 16 or 20")]
    [InlineData("decompile", "IN is missing")]
    [InlineData("build --num-osds 4 -o OUT host straw9 2", "unknown bucket algorithm 'straw9'")]
    [InlineData("build -o OUT host straw2 2", "--num-osds is missing")]
    [InlineData("build --num-osds 4 -o OUT", "A map needs a layer")]
    [InlineData("edit MAP -o OUT --remove-item nothing", "There is no item 'nothing'.")]
    [InlineData("edit MAP -o OUT --remove-rule nothing", "There is no rule 'nothing'.")]
    [InlineData("edit MAP -o OUT --add-item 3 heavy osd.3 --loc root r", "'heavy' is not a weight")]
    [InlineData("edit MAP -o OUT --create-simple-rule a r osd sideways", "'sideways': firstn or indep")]
    [InlineData("edit MAP -o OUT --explode", "'--explode' was not expected")]
    [InlineData("compare MAP MAP --rule 0 --num-rep 3 --min-x 0", "--max-x is missing")]
    [InlineData("edit MAP -o OUT --set-choose-total-tries -5", "--set-choose-total-tries: '-5' is below 0")]
    [InlineData("compare MAP MAP --rule 0 --num-rep 3 --min-x 5 --max-x 1", "--min-x 5 to --max-x 1")]
    [InlineData("compare MAP MAP --rule 0 --num-rep 3 --min-x -2147483648 --max-x 2147483647",
        "1 to 2147483647 inputs")]
    [InlineData("tree nowhere", "nowhere")]
    [InlineData("tree MAP MAP", "was not expected")]
    [InlineData("osdmap pgs --crush MAP", "--osdmap is missing")]
    [InlineData("osdmap pgs --osdmap MAP --crush MAP", "invalid start")]
    [InlineData("osdmap sizes --osdmap EMPTY --crush MAP", "key")]
    [InlineData("bench --map MAP --rule 0 --num-rep 3 --count 0", "--count 0: at least 1")]
    [InlineData("bench --map MAP --rule 0 --num-rep 3 --count 1 --mode triple", "--mode triple: single or bulk")]
    public void What_is_wrong_ends_with_1_and_says_what(string line, string problem)
    {
        File.WriteAllText(PathOf("empty.json"), "{}");
        string[] words = [.. line.Split(' ').Select(w => w switch
        {
            "MAP" => _map,
            "OUT" => PathOf("out.bin"),
            "EMPTY" => PathOf("empty.json"),
            _ => w,
        })];

        var (code, output, errors) = Golden.TryRun("", words);

        Assert.Equal(CrushTool.Failed, code);
        Assert.Equal("", output);
        Assert.StartsWith("crush: ", errors);
        Assert.Contains(problem, errors, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(PathOf("out.bin")));
    }

    [Theory]
    [InlineData("ln")]
    [InlineData("ln 65536")]
    [InlineData("ln -1")]
    [InlineData("fmt 17 65536")]
    [InlineData("fmt -1 65536")]
    [InlineData("straw2 1 2 3")]
    [InlineData("strhash rjenkins")]
    [InlineData("strhash rjenkins zz")]
    [InlineData("hash 1 2 3 4 5 6")]
    [InlineData("weight heavy")]
    [InlineData("logarithm 4")]
    public void A_wrong_query_ends_with_1(string query) =>
        Assert.Equal(CrushTool.Failed, Golden.TryRun(query, "prim").Code);

    private string[] Devices(string rule, int replicas)
    {
        string line = Golden.Run("", Words(rule == "few" ? 0 : 1, replicas, 3, 3)).TrimEnd('\n');
        return line[(line.IndexOf('[') + 1)..^1].Split(',');
    }

    private string[] Words(int rule, int replicas, int first, int last) =>
        [.. $"test --rule {rule} --num-rep {replicas} --min-x {first} --max-x {last} --map".Split(' '), _map];

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}

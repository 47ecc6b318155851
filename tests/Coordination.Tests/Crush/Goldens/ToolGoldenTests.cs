using System.Security.Cryptography;
using System.Text;

namespace Coordination.Tests.Crush.Goldens;

/// <summary>
/// Primitives, builds, edits, comparisons, trees and a whole cluster, through the commands of the sample.
/// </summary>
public sealed class ToolGoldenTests
{
    private static readonly string[] Releases = ["16", "20"];

    public static TheoryData<string> Primitives() => [.. Golden.Names("prim", ".txt").Where(n => n != "ln_tables")];

    public static TheoryData<string, string> Edits() => Rows("edit/edit.tsv");

    public static TheoryData<string, string> Builds() => Rows("build/build.tsv");

    public static TheoryData<string> Comparisons() => [.. Golden.Rows("movement/compare.tsv").Select(row => row[0])];

    public static TheoryData<string> Trees() => [.. Golden.Rows("tree/tree.tsv").Select(row => row[0])];

    [Theory, MemberData(nameof(Primitives))]
    public void Primitives_answer_as_the_reference(string name)
    {
        string expected = Golden.Text($"prim/{name}.txt");
        string queries = string.Join('\n', expected.Split('\n').Select(line => line.Split(" = ")[0]));

        Assert.Equal(expected, Golden.Run(queries, "prim"));
    }

    [Fact]
    public void All_logarithms_are_those_of_the_reference()
    {
        string queries = string.Join('\n', Enumerable.Range(0, 65536).Select(u => $"ln {u}"));

        byte[] digest = SHA256.HashData(Encoding.ASCII.GetBytes(Golden.Run(queries, "prim")));

        Assert.Equal(Golden.Text("prim/crush_ln.sha256").Trim(), Convert.ToHexStringLower(digest));
    }

    [Theory, MemberData(nameof(Edits))]
    public void Edits_give_the_bytes_of_the_reference(string name, string release)
    {
        string[] row = Golden.Rows("edit/edit.tsv").Single(r => r[0] == name);

        byte[] edited = Golden.Make(["edit", Golden.PathOf($"edit/base_{row[1]}.bin"), "--compat", release,
            .. row[2].Split(' ')]);

        Assert.Equal(Golden.Bytes($"edit/{name}.bin{release}"), edited);
    }

    [Theory, MemberData(nameof(Builds))]
    public void Builds_give_the_bytes_of_the_reference(string name, string release)
    {
        string[] words = Golden.Rows("build/build.tsv").Single(r => r[0] == name)[1].Split(' ');

        byte[] built = Golden.Make(["build", "--num-osds", words[0], "--compat", release, .. words[1..]]);

        Assert.Equal(Golden.Bytes($"build/{name}.bin{release}"), built);
    }

    [Theory, MemberData(nameof(Comparisons))]
    public void Comparisons_count_as_the_reference(string name)
    {
        string[] row = Golden.Rows("movement/compare.tsv").Single(r => r[0] == name);

        string answer = Golden.Run("", "compare", Golden.PathOf($"movement/{row[1]}"),
            Golden.PathOf($"movement/{row[2]}"),
            "--rule", row[3], "--num-rep", row[4], "--min-x", row[5], "--max-x", row[6]);

        Assert.StartsWith($"rule {row[3]} had {row[7]}/10000 mismatched mappings", answer);
    }

    [Theory, MemberData(nameof(Trees))]
    public void Trees_are_drawn_as_the_reference_does(string name)
    {
        string map = Golden.Rows("tree/tree.tsv").Single(r => r[0] == name)[1];

        Assert.Equal(Golden.Text($"tree/{name}.tree"), Golden.Run("", "tree", Golden.PathOf(map)));
    }

    [Theory, MemberData(nameof(Trees))]
    public void Dumps_are_the_json_of_the_reference(string name)
    {
        string map = Golden.PathOf(Golden.Rows("tree/tree.tsv").Single(r => r[0] == name)[1]);

        Assert.Equal(Golden.Text($"tree/{name}.json16"), Golden.Run("", "dump", map, "--compat", "16"));
        Assert.Equal(Golden.Text($"tree/{name}.json20"), Golden.Run("", "dump", map));
    }

    [Fact]
    public void Every_placement_group_of_a_cluster_is_where_the_reference_puts_it()
    {
        string expected = string.Concat(Golden.Rows("osdmap/pgs.tsv").Select(row => string.Join('\t', row) + "\n"));

        Assert.Equal(expected, Golden.Run("", ["osdmap", "pgs", .. Cluster()]));
    }

    [Fact]
    public void Every_object_of_a_cluster_is_where_the_reference_puts_it()
    {
        string[][] rows = [.. Golden.Rows("osdmap/objects.tsv")];
        string queries = string.Join('\n', rows.Select(row => string.Join('\t', row[..3])));

        string[] answers = Golden.Run(queries, ["osdmap", "objects", .. Cluster()]).TrimEnd('\n').Split('\n');

        Assert.Equal(rows.Length, answers.Length);
        foreach (var (row, answer) in rows.Zip(answers))
        {
            string[] columns = answer.Split('\t');
            Assert.Equal(row[3], columns[3]);
            Assert.True(row[4] == "?" || row[4] == columns[4], answer);     // ?: the reference was not asked
        }
    }

    private static string[] Cluster() =>
        ["--osdmap", Golden.PathOf("osdmap/osdmap.json"), "--crush", Golden.PathOf("osdmap/crush.bin")];

    private static TheoryData<string, string> Rows(string table)
    {
        var data = new TheoryData<string, string>();
        foreach (string[] row in Golden.Rows(table))
        {
            foreach (string release in Releases)
                data.Add(row[0], release);
        }
        return data;
    }
}

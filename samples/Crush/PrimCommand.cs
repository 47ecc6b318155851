using System.Globalization;
using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Answers queries for the primitives, one a line.</summary>
internal static class PrimCommand
{
    // A weight has 16 binary places, and so no more decimal ones.
    private const uint MostDecimals = 16;

    private static readonly Dictionary<string, int> LeastWords = new()
    {
        ["ln"] = 1,
        ["straw2"] = 4,
        ["strhash"] = 2,
        ["stablemod"] = 2,
        ["pps"] = 4,
        ["straws"] = 1,
        ["weight"] = 1,
        ["fmt"] = 2,
    };

    public static void Run(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && words.Length <= LeastWords.GetValueOrDefault(words[0]))
                throw new UsageException($"'{line}': {words[0]} needs {LeastWords[words[0]]} words");
            if (words.Length > 0)
                output.Write($"{line} = {Answer(words[0], words.AsSpan(1))}\n");
        }
    }

    private static string Answer(string query, ReadOnlySpan<string> words) => query switch
    {
        "hash" => Text(Hash(Numbers(words))),
        "ln" => CrushLog.Log2(Number(words[0], most: ushort.MaxValue)).ToString(CultureInfo.InvariantCulture),
        "straw2" => Straw2(Numbers(words)),
        "strhash" => Text(NameHash(words[0], words[1] == "-" ? [] : Convert.FromHexString(words[1]))),
        "stablemod" => Text(Pool.StableModulo(Number(words[0]), Number(words[1]))),
        "pps" => Text(Seed(Numbers(words))),
        "straws" => Join(StrawLengths.Compute((int)Number(words[0]), Numbers(words[1..]))),
        "treenodes" => Join(TreeWeights.Compute(Numbers(words))),
        "weight" => Weight.TryParse(words[0], out Weight weight) ? Text(weight.Fixed)
            : throw new UsageException($"'{words[0]}' is not a weight"),
        "fmt" => WeightText.Format(Number(words[1]), (int)Number(words[0], most: MostDecimals)),
        _ => throw new UsageException($"unknown query '{query}'"),
    };

    private static uint Hash(uint[] n) => n.Length switch
    {
        1 => CrushHash.Hash(n[0]),
        2 => CrushHash.Hash(n[0], n[1]),
        3 => CrushHash.Hash(n[0], n[1], n[2]),
        4 => CrushHash.Hash(n[0], n[1], n[2], n[3]),
        5 => CrushHash.Hash(n[0], n[1], n[2], n[3], n[4]),
        _ => throw new UsageException("hash takes 1 to 5 numbers"),
    };

    private static string Straw2(uint[] n) =>
        Straw2Draw.Draw(CrushHash.Hash(n[0], n[1], n[2]), n[3]).ToString(CultureInfo.InvariantCulture);

    private static uint NameHash(string kind, byte[] name) => kind switch
    {
        "rjenkins" => ObjectNameHash.Rjenkins(name),
        "linux" => ObjectNameHash.Linux(name),
        _ => throw new UsageException($"unknown name hash '{kind}'"),
    };

    private static uint Seed(uint[] n) =>
        new Pool { Id = n[0], PgNum = n[1], PgpNum = n[1], HashesPoolId = n[3] != 0 }.InputOf(n[2]);

    private static uint[] Numbers(ReadOnlySpan<string> words)
    {
        var numbers = new uint[words.Length];
        for (int i = 0; i < words.Length; i++)
            numbers[i] = Number(words[i]);
        return numbers;
    }

    private static uint Number(string word) =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? (uint)value
            : throw new UsageException($"'{word}' is not a number");

    private static uint Number(string word, uint most) => Number(word) is var number && number <= most ? number
        : throw new UsageException($"'{word}' is not a number from 0 to {most}");

    private static string Text(uint value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Join(uint[] values) => string.Join(' ', values);
}

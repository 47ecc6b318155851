using Coordination.Crush;
using Coordination.Tests.Crush.Random;

namespace Coordination.Tests.Crush.Mapping;

/// <summary>The vectors of every width, whatever this processor has, against plain arithmetic.</summary>
public sealed class VectorTests
{
    [Fact]
    public void The_estimate_of_sixteen_lanes_bounds_every_logarithm() => BoundsEveryLogarithm<Lanes16>();

    [Fact]
    public void The_estimate_of_eight_lanes_bounds_every_logarithm() => BoundsEveryLogarithm<Lanes8>();

    [Fact]
    public void The_estimate_of_four_lanes_bounds_every_logarithm() => BoundsEveryLogarithm<Lanes4>();

    [Fact]
    public void Sixteen_lanes_hash_as_one() => HashesAsOne<Lanes16>();

    [Fact]
    public void Eight_lanes_hash_as_one() => HashesAsOne<Lanes8>();

    [Fact]
    public void Four_lanes_hash_as_one() => HashesAsOne<Lanes4>();

    [Fact]
    public void Single_batched_and_scalar_placements_are_the_same_on_random_maps()
    {
        for (int seed = 0; seed < 60 * TestScale.Factor; seed++)
        {
            RandomMap random = RandomMap.FromSeed(seed);
            CrushMap map = CrushText.Compile(random.Text);
            for (int rule = 0; rule < random.RuleCount; rule++)
                CompareWays(map, rule, random.Replicas, seed);
        }
    }

    private static void CompareWays(CrushMap map, int rule, int replicas, int seed)
    {
        const int inputs = 150;
        MapperOptions Options(bool vectors) => new() { WeightSet = map.WeightSetFor(0), UseVectors = vectors };
        var scalar = new CrushMapper(map, rule, replicas, Options(vectors: false));
        var vector = new CrushMapper(map, rule, replicas, Options(vectors: true));
        MapperScratch scalarScratch = scalar.CreateScratch(), vectorScratch = vector.CreateScratch();
        uint[] many = [.. Enumerable.Range(0, inputs).Select(x => (uint)x * 2654435761)];
        int[] batch = new int[inputs * replicas], counts = new int[inputs];
        int[] expected = new int[replicas], single = new int[replicas];
        vector.MapMany(many, batch, counts, vectorScratch);

        for (int i = 0; i < inputs; i++)
        {
            int count = scalar.Map(many[i], expected, scalarScratch);
            Assert.True(count == vector.Map(many[i], single, vectorScratch),
                $"seed {seed}, rule {rule}, input {many[i]}");
            Assert.True(count == counts[i], $"seed {seed}, rule {rule}, input {many[i]}");
            Assert.Equal(expected.AsSpan(0, count), single.AsSpan(0, count));
            Assert.Equal(expected.AsSpan(0, count), batch.AsSpan(i * replicas, count));
        }
    }

    private static void BoundsEveryLogarithm<T>()
        where T : unmanaged, ILanes<T>
    {
        uint[] hashes = new uint[T.Count], ones = new uint[T.Count];
        var most = new float[T.Count];
        Array.Fill(ones, BitConverter.SingleToUInt32Bits(1));
        for (uint u = 0; u < 65536; u += (uint)T.Count)
        {
            for (int lane = 0; lane < T.Count; lane++)
                hashes[lane] = 0xabcd0000 | (u + (uint)lane);

            T.StoreQuotients(T.Load(ref hashes[0]), T.Load(ref ones[0]), ref most[0]);

            for (int lane = 0; lane < T.Count; lane++)
            {
                double exact = (CrushLog.Top - CrushLog.Log2(u + (uint)lane)) / (double)(1L << 44);
                Assert.InRange(exact, most[lane] - 2 * LogEstimate.Error + 1e-5, most[lane] - 1e-5);
            }
        }
    }

    private static void HashesAsOne<T>()
        where T : unmanaged, ILanes<T>
    {
        var random = new System.Random(5);
        const int lanes = 200;
        uint[] Draw() => [.. Enumerable.Range(0, lanes + 32).Select(_ => (uint)random.NextInt64(1L << 32))];
        uint[] x = Draw(), id = Draw(), r = Draw();
        float[] reciprocals = new float[lanes + 32], quotients = new float[lanes + 32];
        Array.Fill(reciprocals, 1f);

        DrawKernel.RunPacked<T>(lanes, x, id, r, reciprocals, quotients);

        for (int i = 0; i < lanes; i++)
        {
            uint hash = CrushHash.Hash(x[i], id[i], r[i]);
            double exact = (CrushLog.Top - CrushLog.Log2(hash)) / (double)(1L << 44);
            Assert.InRange(exact, quotients[i] - 2 * LogEstimate.Error, quotients[i]);
        }
    }
}

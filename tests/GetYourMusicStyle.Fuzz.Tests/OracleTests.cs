using GetYourMusicStyle.Fuzz.Targets;

namespace GetYourMusicStyle.Fuzz.Tests;

/// <summary>Faults that are put in are found.</summary>
public sealed class OracleTests
{
    [Fact]
    public void An_error_that_is_not_documented_is_found_once()
    {
        var report = Fuzz(input => input.Length > 3 ? throw new InvalidOperationException($"length {input.Length}") : "read");

        var find = Assert.Single(report.Finds);
        Assert.True(find.Input.Length > 3);
        Assert.Contains(nameof(InvalidOperationException), find.What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_is_documented_is_none() =>
        Assert.Empty(Fuzz(input => input.Length > 3 ? throw new InvalidDataException("no") : "read").Finds);

    [Fact]
    public void A_false_statement_is_found() =>
        Assert.Equal("odd", Assert.Single(Fuzz(input => input.Contains((byte)'7') ? throw new FindException("odd") : "read").Finds).Detail.Split(' ', '\r', '\n')[1]);

    [Fact]
    public void Too_much_memory_is_found() =>
        Assert.Contains("memory", Assert.Single(Fuzz(input => $"{new byte[input.Length == 2 ? 2_000_000 : 10].Length}").Finds).What, StringComparison.Ordinal);

    [Fact]
    public void An_input_without_an_end_is_found()
    {
        using var never = new ManualResetEventSlim();
        var report = Fuzz(input =>
        {
            if (input is [.., (byte)'\n'])
                never.Wait();
            return "read";
        });

        Assert.Contains("does not end", Assert.Single(report.Finds).What, StringComparison.Ordinal);
        never.Set();
    }

    [Fact]
    public void The_same_runs_and_seed_try_the_same_inputs()
    {
        List<string> first = [], second = [];
        Fuzz(input => Note(first, input));
        Fuzz(input => Note(second, input));

        Assert.Equal(first, second);
        Assert.InRange(first.Distinct().Count(), 100, first.Count);
    }

    private static string Note(List<string> inputs, byte[] input)
    {
        inputs.Add(Convert.ToHexString(input));
        return $"{input.Length % 10}";
    }

    private static FuzzReport Fuzz(Func<byte[], string> read)
    {
        using var target = new MadeUpTarget(read);
        return new Fuzzer(target).Run(2_000, seed: 1);
    }

    private sealed class MadeUpTarget(Func<byte[], string> read) : FuzzTarget
    {
        public override string Name => "made-up";

        public override int Share => 1;

        public override long MostBytes => 1_000_000;

        public override TimeSpan Limit => TimeSpan.FromSeconds(2);

        public override IReadOnlyList<byte[]> Words => WordsOf("7", "\n");

        public override IEnumerable<byte[]> Seeds => WordsOf("abc");

        public override string Run(byte[] input) => read(input);

        public override bool Documents(Exception error) => error is InvalidDataException;
    }
}

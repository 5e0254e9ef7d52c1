using GetYourMusicStyle.Fuzz.Targets;

namespace GetYourMusicStyle.Fuzz.Tests;

/// <summary>A few thousand inputs, always the same: all seeds, among which is every find there has been, and mutations of them.</summary>
public sealed class TargetTests
{
    private const int Runs = 15_000;
    private const int Seed = 20_261_130;

    public static TheoryData<string> Names
    {
        get
        {
            var targets = AllTargets.Create();
            return [.. targets.Select(target => target.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_happens_but_what_is_documented(string name)
    {
        using var target = AllTargets.Create().Single(one => one.Name == name);

        var report = new Fuzzer(target).Run(Runs * target.Share / 1000, Seed);

        Assert.True(report.Finds.Count == 0, string.Join('\n', report.Finds.Select(find => $"{Convert.ToBase64String(find.Input)}\n{find.Detail}")));
        Assert.True(report.Outcomes > 1, "every input ends alike: the target reads nothing");
    }
}

using System.Diagnostics;
using GetYourMusicStyle.Fuzz;
using GetYourMusicStyle.Fuzz.Targets;

// ./gyms fuzz [TARGET...] [--runs N] [--seed S]
var targets = AllTargets.Create();
List<string> names = [];
long runs = 100_000;
int seed = 1;
for (int at = 0; at < args.Length; at++)
{
    bool read = args[at] switch
    {
        "--runs" => long.TryParse(args.ElementAtOrDefault(++at), out runs) && runs > 0,
        "--seed" => int.TryParse(args.ElementAtOrDefault(++at), out seed),
        var name when targets.Any(target => target.Name == name) => Named(name),
        _ => false,
    };
    if (!read)
        return Usage(args[Math.Min(at, args.Length - 1)] is "--help" or "-h" ? 0 : 2);
}

string folder = Path.GetFullPath(Path.Combine(SeedFolder.Root, "..", "..", "..", "artifacts", "fuzz"));
int finds = 0;
long all = 0;
var chosen = targets.Where(target => names.Count == 0 || names.Contains(target.Name)).ToList();
int shares = chosen.Sum(target => target.Share);
Console.WriteLine($"{"target",-14} {"inputs",10} {"outcomes",9} {"a second",9} {"slowest",9} {"most MB",8} {"finds",6}");
foreach (var target in chosen)
{
    var clock = Stopwatch.StartNew();
    var report = new Fuzzer(target).Run(Math.Max(1, runs * target.Share / shares), seed);
    Console.WriteLine(
        $"{report.Target,-14} {report.Runs,10} {report.Outcomes,9} {report.Runs / clock.Elapsed.TotalSeconds,9:0} {report.Slowest.TotalMilliseconds,6:0} ms {report.MostBytes / 1e6,8:0.0} {report.Finds.Count,6}");
    foreach (var find in report.Finds)
        Console.WriteLine($"  {find.Save(folder)}: {find.What}\n    {find.Detail.ReplaceLineEndings("\n    ")}");
    (finds, all) = (finds + report.Finds.Count, all + report.Runs);
}
Console.WriteLine($"{all} inputs, {finds} finds");
foreach (var target in targets)
    target.Dispose();
return finds == 0 ? 0 : 1;

bool Named(string name)
{
    names.Add(name);
    return true;
}

int Usage(int code)
{
    Console.WriteLine($"""
        usage: gyms fuzz [TARGET...] [--runs N] [--seed S]

        Feeds mutated inputs to all that reads what strangers, the broker and the store send, and watches that nothing happens but what is documented.
        Targets: {string.Join(", ", targets.Select(target => target.Name))}.
        N inputs in all (100,000 unless said), shared among the targets; the same N and S (1 unless said) try the same inputs. Inputs that show a fault are
        kept below artifacts/fuzz; once mended, put them into tests/GetYourMusicStyle.Fuzz/seeds/TARGET. Exit code 1 if there are any.

        examples:
          gyms fuzz
          gyms fuzz multipart manifest --runs 1000000 --seed 7
        """);
    return code;
}

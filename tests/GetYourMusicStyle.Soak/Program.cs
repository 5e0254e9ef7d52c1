using System.Globalization;
using GetYourMusicStyle.Soak;

// ./gyms soak [--minutes N] [--seed S]
double minutes = 30;
int seed = 1;
for (int at = 0; at < args.Length; at += 2)
{
    string? value = args.ElementAtOrDefault(at + 1);
    bool read = args[at] switch
    {
        "--minutes" => double.TryParse(value, CultureInfo.InvariantCulture, out minutes) && minutes is > 0 and <= 100_000,
        "--seed" => int.TryParse(value, CultureInfo.InvariantCulture, out seed),
        _ => false,
    };
    if (!read)
    {
        Console.WriteLine("""
            usage: gyms soak [--minutes N] [--seed S]

            The distributed form over real servers takes good, bad and hostile uploads for N minutes (30 unless said) while every part of it is killed, stopped
            or frozen past its leases, disks fill up, clocks of processes are up to an hour off, and messages come again, late or as noise. Then it waits for the
            end of all work, compares what clients were promised with the catalog, and runs gyms doctor --reconcile --deep. The exit code is 1 if anything
            was lost, done twice or left behind. The report is artifacts/soak/report.txt.

            examples:
              gyms soak
              gyms soak --minutes 5 --seed 7
            """);
        return args[at] is "--help" or "-h" ? 0 : 2;
    }
}
string report = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "soak", "report.txt"));
return await SoakRun.RunAsync(minutes, seed, report) ? 0 : 1;

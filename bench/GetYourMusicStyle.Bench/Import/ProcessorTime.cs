using System.Diagnostics;
using System.Globalization;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>Processor time by program: our processes and the servers that this process started.</summary>
internal static class ProcessorTime
{
    private static readonly (string Name, string[] Programs)[] Groups =
    [
        ("PostgreSQL", ["postgres"]),
        ("RabbitMQ", ["beam.smp", "erl_child_setup", "epmd"]),
        ("S3 server", ["radosgw", "ceph-osd", "ceph-mon", "minio"]),
    ];

    /// <summary>Seconds used so far by each of our processes and by each server.</summary>
    public static Dictionary<string, double> Read(Shape shape)
    {
        var seconds = shape.Processes.ToDictionary(process => process.Name, process => process.CpuSeconds());
        var all = Process.GetProcesses();
        if (shape.Database is null)
            return seconds;
        foreach (var (name, programs) in Groups)
        {
            double sum = all.Where(process => programs.Any(program => process.ProcessName.StartsWith(program, StringComparison.Ordinal)) && IsOurs(process)).Sum(process => ServedProcess.CpuSeconds(process.Id));
            if (sum > 0)
                seconds[name] = sum;
        }
        return seconds;
    }

    // The scripts that start servers hand this process's id on to them. PostgreSQL writes over its environment, so its parents are asked too.
    private static bool IsOurs(Process process)
    {
        for (int id = process.Id; id > 1; id = Parent(id))
        {
            if (Read(id, "environ").Split('\0').Contains($"GYMS_PARENT={Environment.ProcessId}"))
                return true;
        }
        return false;
    }

    private static int Parent(int id) =>
        Read(id, "stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    // Empty where the process has ended, or hides it.
    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

namespace GetYourMusicStyle.Bench.Import;

/// <summary>What importing into one form has cost so far.</summary>
internal sealed class ImportRun(Shape shape)
{
    private static readonly string[] StageNames = ["featurize", "score"];

    public Shape Shape { get; } = shape;

    public List<double> Slices { get; } = [];

    public double Seconds => Slices.Sum();

    /// <summary>Seconds of processor time by process and server.</summary>
    public Dictionary<string, double> Processor { get; } = [];

    /// <summary>Seconds from begin to end by stage, summed over tracks.</summary>
    public Dictionary<string, double> Stages { get; } = [];

    /// <summary>Imports some more.</summary>
    public async Task AddAsync(IReadOnlyList<string> files)
    {
        var (processor, stages) = (ProcessorTime.Read(Shape), await ReadStagesAsync());
        Slices.Add(await Importer.RunAsync(Shape.Api, files));
        Add(Processor, processor, ProcessorTime.Read(Shape));
        Add(Stages, stages, await ReadStagesAsync());
    }

    private static void Add(Dictionary<string, double> sums, Dictionary<string, double> before, Dictionary<string, double> after)
    {
        foreach (var (name, value) in after)
            sums[name] = sums.GetValueOrDefault(name) + value - before.GetValueOrDefault(name);
    }

    private async Task<Dictionary<string, double>> ReadStagesAsync()
    {
        var seconds = new Dictionary<string, double>();
        foreach (string stage in StageNames)
        {
            foreach (var process in Shape.Processes)
                seconds[stage] = seconds.GetValueOrDefault(stage) + await process.MetricAsync("gyms_stage_duration_seconds_sum", $"stage=\"{stage}\"");
        }
        return seconds;
    }
}

using GetYourMusicStyle.Cli.Python;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>Runs programs of <c>models/training</c> on a corpus, once its data is up to date.</summary>
/// <param name="Corpus">The folder of <c>corpus.csv</c>.</param>
/// <param name="Data">Where extracted features and spectrograms are kept.</param>
/// <param name="Lists">The lists of <see cref="CorpusManifest.Sides"/> that were named; null for the one in the corpus, if there is one.</param>
/// <param name="Options">What the programs are told besides.</param>
/// <param name="Jobs">Files worked on at a time.</param>
internal sealed record CorpusScript(string Corpus, string Data, IReadOnlyList<(string Side, string? List)> Lists, IReadOnlyList<string> Options, int Jobs)
{
    /// <summary>Brings the data of the corpus up to date, then runs a program on it.</summary>
    /// <param name="module">The full name of the program's module.</param>
    /// <param name="models">The folder of the models, and the program's option that names it.</param>
    /// <param name="cancellation">Stops either.</param>
    /// <exception cref="UsageException">There is no such corpus.</exception>
    public async Task<ScriptRun> RunAsync(string module, (string Option, string Folder) models, CancellationToken cancellation)
    {
        if (!Directory.Exists(Corpus))
            throw new UsageException($"{Corpus}: there is no such folder");
        var extracted = new List<(IReadOnlyList<LabelledFile> Files, string Data)> { (CorpusManifest.Read(Path.Combine(Corpus, CorpusManifest.Name)), Data) };
        int failures = await TrainingExtraction.RunAsync(extracted[0].Files, Data, Jobs, cancellation);
        List<string> arguments = ["--data", Data, "--corpus", Corpus, .. Options];
        foreach (var (side, named) in Lists)
        {
            string list = named ?? Path.Combine(Corpus, $"{side}.csv");
            if (named is null && !File.Exists(list))
                continue;
            string data = Path.Combine(Data, side);
            arguments.AddRange([$"--{side}", data]);
            extracted.Add((CorpusManifest.Read(list), data));
            failures += await TrainingExtraction.RunAsync(extracted[^1].Files, data, Jobs, cancellation);
        }
        string backbones = Path.Combine(Data, "backbones");
        int taught = await PythonScript.RunAsync("training.teach", [.. arguments, "--out", backbones], cancellation);
        if (taught != ExitCode.Done)
            return new ScriptRun(failures, taught);
        foreach (var (files, data) in extracted)
            await EmbeddingExtraction.RunAsync(files, data, backbones, Jobs, cancellation);
        return new ScriptRun(failures, await PythonScript.RunAsync(module, [.. arguments, models.Option, models.Folder], cancellation));
    }
}

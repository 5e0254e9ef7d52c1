using BenchmarkDotNet.Running;
using GetYourMusicStyle.Bench.Caged;
using GetYourMusicStyle.Bench.Encodings;
using GetYourMusicStyle.Bench.Import;
using GetYourMusicStyle.Bench.SideBySide;
using GetYourMusicStyle.Bench.Similar;

// ./gyms bench            side by side with librosa and NWaves on one core, stage by stage, and a file from end to end
// ./gyms bench --import   a library into the embedded and the distributed form, side by side
// ./gyms bench --similar  the nearest tracks of a large library
// ./gyms bench --caged    what the cage of decoders costs
// ./gyms bench --encodings what encodings do to the sound of recordings, for the finding of duplicates
// ./gyms bench --micro    BenchmarkDotNet on the kernels; further options are BenchmarkDotNet's
string[] options = [.. args];
if (options is ["--micro", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(WindowBenchmarks).Assembly).Run(options[1..]);
    return 0;
}

if (options is ["--import", ..] && options.Length <= 2 && int.TryParse(options.ElementAtOrDefault(1) ?? "300", out int tracks) && tracks is > 0 and <= 10_000)
    return await ImportBench.RunAsync(tracks);

if (options is ["--caged", ..] && options.Length <= 2 && int.TryParse(options.ElementAtOrDefault(1) ?? "40", out int cagedFiles) && cagedFiles is >= 4 and <= 1000)
    return CagedBench.Run(cagedFiles);

if (options is ["--encodings", var recordings] && Directory.Exists(recordings))
    return EncodingBench.Run(recordings);

if (options is ["--similar", ..] && options.Length <= 2 && int.TryParse(options.ElementAtOrDefault(1) ?? "1000000", out int size) && size is >= 1000 and <= 10_000_000)
    return SimilarBench.Run(size);

if (options.Length > 0)
{
    Console.WriteLine("""
        usage: gyms bench [--import [TRACKS] | --similar [TRACKS] | --caged [FILES] | --encodings FOLDER | --micro [BenchmarkDotNet options]]

        Without options: the 25 features of a 30 s clip and the log spectrogram PNG of a 6 s window, side by side with librosa (or, where
        it is not installed, with numpy and scipy doing what librosa does) and with NWaves, and an mp3 from file to timeline; all pinned to one core.

        --import: TRACKS mp3s of three minutes (300 unless said) into the embedded and into the distributed form, with real servers: throughput side by
        side, processor time by part, database bytes a track, and what the broker path could carry.

        --similar: the 20 nearest of TRACKS made-up tracks (1,000,000 unless said) through the index and by a plain scan, playlists, and the memory of
        the index; pinned to one core.

        --caged: FILES of three minutes in four formats (40 unless said) through classify and features, decoded in the process and in the cage, in turn.

        --encodings: encodes the recordings of FOLDER in several ways, tells how well they are found to be the same and how often different ones are
        taken for one, and writes models/encodings.json.

        examples:
          gyms bench
          gyms bench --import 100
          gyms bench --similar
          gyms bench --micro --filter '*Analyze*'
        """);
    return options is ["--help" or "-h"] ? 0 : 2;
}

return SideBySideBench.Run();

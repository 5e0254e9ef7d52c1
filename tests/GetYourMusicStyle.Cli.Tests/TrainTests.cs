using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>What <c>gyms train</c> hands to the trainer, with a trainer that only notes what it is given.</summary>
public class TrainTests
{
    private const string NotingTrainer = "import sys; open('given.txt', 'w').write(' '.join(sys.argv[1:])); print('learning'); sys.exit(7)";

    [Fact]
    public async Task A_corpus_becomes_tables_and_arrays_and_the_trainer_runs_on_them()
    {
        using var music = new MusicFolder();
        Corpus(music, (30, false), (30, false), (12, true));
        var ended = await TrainAsync(music, NotingTrainer, "--folds", "3", "--quick");

        Assert.Equal(7, ended.Code);
        Assert.Contains("learning", ended.Output);
        Assert.Equal("--data corpus/data --corpus corpus --folds 3 --quick --out models", File.ReadAllText(music.At("given.txt")));
        string[] clips = File.ReadAllLines(music.At("corpus", "data", "clips.csv"));
        Assert.Equal("clip,path,genre,song,group,family,collection,seed", clips[0]);
        Assert.Equal("1,clips/1.wav,Rock,s1,\"g,1\",f,c,5", clips[2]);
        string[] windows = File.ReadAllLines(music.At("corpus", "data", "windows.csv"));
        Assert.Equal("row,clip,index,start_s,end_s,silent", windows[0]);
        Assert.Equal(["5,1,0,0,6,0", "11,2,1,6,12,1"], new[] { windows[6], windows[12] });

        float[] features = Npy<float>(music, "features.npy", "<f4", "(12, 25)"), contexts = Npy<float>(music, "contexts.npy", "<f4", "(12, 161)");
        Half[] spectrograms = Npy<Half>(music, "spectrograms.npy", "<f2", "(12, 100, 100)");
        for (int f = 0; f < 25; f++)
        {
            Assert.Equal(Enumerable.Range(0, 5).Average(row => features[25 * row + f]), contexts[(161 * 2) + f], 1e-3);
            Assert.Equal(Enumerable.Range(5, 3).Average(row => features[25 * row + f]), contexts[(161 * 5) + f], 1e-3);
        }
        Assert.All(spectrograms, value => Assert.InRange((float)value, 0, 1));
        Assert.Equal((Half)1, spectrograms[..10_000].Max());
    }

    [Fact]
    public async Task Backbones_that_were_taught_embed_every_window_and_the_trainer_comes_last()
    {
        using var music = new MusicFolder();
        Corpus(music, (30, false), (12, true));
        Directory.CreateDirectory(music.At("home", "models", "training"));
        File.WriteAllText(music.At("home", "models", "training", "teach.py"),
            $"import os, sys; os.symlink('{Path.Combine(Gyms.Root, "models")}', sys.argv[sys.argv.index('--out') + 1])");
        var ended = await TrainAsync(music, NotingTrainer);
        Assert.Equal(7, ended.Code);
        float[] embeddings = Npy<float>(music, "embeddings.npy", "<f4", "(7, 448)");
        Assert.True(embeddings[..(5 * 448)].Distinct().Count() > 100);
    }

    [Fact]
    public async Task A_second_run_extracts_nothing_again_and_a_grown_corpus_only_what_is_new()
    {
        using var music = new MusicFolder();
        Corpus(music, (12, false));
        await TrainAsync(music, NotingTrainer);
        string cached = Directory.GetFiles(music.At("corpus", "data", "clips"), "*", SearchOption.AllDirectories).Single();
        var (cachedAt, writtenAt) = (File.GetLastWriteTimeUtc(cached), File.GetLastWriteTimeUtc(music.At("corpus", "data", "features.npy")));
        await TrainAsync(music, NotingTrainer);
        Assert.Equal(writtenAt, File.GetLastWriteTimeUtc(music.At("corpus", "data", "features.npy")));

        Corpus(music, (12, false), (18, false));
        await TrainAsync(music, NotingTrainer);
        Assert.Equal(cachedAt, File.GetLastWriteTimeUtc(cached));
        Npy<float>(music, "features.npy", "<f4", "(5, 25)");
    }

    [Fact]
    public async Task What_lies_in_the_folder_one_is_in_is_not_taken_for_python_modules()
    {
        using var music = new MusicFolder();
        Corpus(music, (12, false));
        Directory.CreateDirectory(music.At("training"));
        foreach (string module in new[] { music.At("csv.py"), music.At("training", "__init__.py"), music.At("training", "train.py") })
            File.WriteAllText(module, "raise SystemExit(9)");
        Assert.Equal(7, (await TrainAsync(music, $"import csv; {NotingTrainer}")).Code);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_trainer_too()
    {
        using var music = new MusicFolder();
        Corpus(music, (12, false));
        using var process = Start(music, "import os, time; open('pid.txt', 'w').write(str(os.getpid())); os.rename('pid.txt', 'pid'); time.sleep(600)");
        await Gyms.UntilAsync(process, () => File.Exists(music.At("pid")));
        Gyms.Signal(process, "INT");
        Assert.Equal(130, (await Gyms.EndAsync(process)).Code);
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(music.At("pid"))}"));
    }

    private static void Corpus(MusicFolder music, params (double Seconds, bool Silent)[] clips)
    {
        var manifest = new StringBuilder("path,genre,song,group,family,collection,seed,sources,licence,sha256\n");
        for (int i = 0; i < clips.Length; i++)
        {
            string path = music.Wav($"corpus/clips/{i}.wav", clips[i]);
            manifest.Append($"clips/{i}.wav,Rock,s{i},\"g,{i}\",f,c,5,\"some \"\"source\"\"\",CC0,{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}\n");
        }
        File.WriteAllText(music.At("corpus", "corpus.csv"), manifest.ToString());
    }

    private static async Task<Ended> TrainAsync(MusicFolder music, string trainer, params string[] options)
    {
        using var process = Start(music, trainer, options);
        return await Gyms.EndAsync(process);
    }

    private static System.Diagnostics.Process Start(MusicFolder music, string trainer, params string[] options)
    {
        Directory.CreateDirectory(music.At("home", "models", "training"));
        if (!File.Exists(music.At("home", "models", "training", "teach.py")))
            File.WriteAllText(music.At("home", "models", "training", "teach.py"), "");
        File.WriteAllText(music.At("home", "models", "training", "train.py"), trainer);
        return Gyms.Start(music.Path, music.At("home"), ["train", "--corpus", "corpus", "--out", "models", .. options]);
    }

    private static T[] Npy<T>(MusicFolder music, string name, string type, string shape)
        where T : unmanaged
    {
        byte[] bytes = File.ReadAllBytes(music.At("corpus", "data", name));
        int start = 10 + bytes[8] + 256 * bytes[9];
        Assert.Equal(0, start % 64);
        Assert.Contains($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}", Encoding.ASCII.GetString(bytes, 10, start - 10));
        return MemoryMarshal.Cast<byte, T>(bytes.AsSpan(start)).ToArray();
    }
}

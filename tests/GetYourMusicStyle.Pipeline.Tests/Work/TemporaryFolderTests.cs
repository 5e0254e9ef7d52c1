using GetYourMusicStyle.Pipeline.Work;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

public sealed class TemporaryFolderTests
{
    [Fact]
    public void What_a_killed_process_left_goes_and_the_locks_of_downloads_and_decoders_stay()
    {
        var parent = Directory.CreateTempSubdirectory("gyms-temporary-");
        string left = Path.Combine(parent.FullName, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(left);
        string[] others = [Path.Combine(parent.FullName, $"gyms-object-{Guid.NewGuid():N}.lock"), Path.Combine(parent.FullName, $"gyms-decoding-{Guid.NewGuid():N}.lock")];
        foreach (string path in (string[])[left + ".lock", .. others])
            File.WriteAllBytes(path, []);

        using (new TemporaryFolder(Options.Create(new PipelineOptions { TemporaryFolder = parent.FullName })))
        {
            Assert.False(Directory.Exists(left) || File.Exists(left + ".lock"));
            Assert.All(others, path => Assert.True(File.Exists(path)));
        }
        parent.Delete(recursive: true);
    }
}

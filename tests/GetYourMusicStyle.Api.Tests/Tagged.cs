using System.Diagnostics;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Files with tags, made by ffmpeg.</summary>
public static class Tagged
{
    /// <summary>Five seconds of noise as an MP3 file with these tags.</summary>
    public static byte[] Mp3(string title, string artist)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mp3");
        var start = new ProcessStartInfo("ffmpeg",
        [
            "-nostdin", "-v", "error", "-f", "lavfi", "-i", "anoisesrc=d=5:r=22050:a=0.3", "-metadata", $"title={title}", "-metadata", $"artist={artist}", path,
        ]);
        using (var ffmpeg = Process.Start(start)!)
        {
            ffmpeg.WaitForExit();
            Assert.Equal(0, ffmpeg.ExitCode);
        }
        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}

using GetYourMusicStyle.Audio;

namespace GetYourMusicStyle.Analysis.Tests;

public class ExtractorVersionTests
{
    [Fact]
    public void Its_name_is_part_of_the_keys_of_stored_objects()
    {
        Assert.Equal("librosa25-1-w6-h6", ExtractorVersion.Of(new AudioOptions()));
        Assert.Equal("librosa25-1-w10-h2.5", ExtractorVersion.Of(new AudioOptions { WindowSeconds = 10, HopSeconds = 2.5 }));
    }
}

namespace GetYourMusicStyle.Features.Tests;

/// <summary>The classes that compare with librosa share one table.</summary>
[CollectionDefinition(Name)]
public sealed class GoldenCollection : ICollectionFixture<GoldenTable>
{
    public const string Name = "golden";
}

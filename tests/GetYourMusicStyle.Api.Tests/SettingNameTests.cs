using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.RecommenderService;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Configuration;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>The names of settings are a contract: who has them in a file or an environment must not be broken by a better word in the code.</summary>
public class SettingNameTests
{
    public static readonly TheoryData<string, Type, string> Sections = new()
    {
        {
            "Catalog", typeof(CatalogOptions),
            "Provider ConnectionString SentLeaseSeconds WorkLeaseSeconds MaxLosses MaxRetries RetrySeconds SlowFileBytes SlowAudioSeconds StartSeconds"
        },
        {
            "Bus", typeof(BusOptions),
            "Transport Host FeatureConcurrency ScoreConcurrency PictureConcurrency ScoreBatch ScoreBatchMilliseconds Outstanding PollMilliseconds TimeoutSeconds RetryLimit RetrySeconds RetryMaxSeconds DeliveryLimit"
        },
        { "Pipeline", typeof(PipelineOptions), "TemporaryFolder FetchAhead ParallelPuts" },
        { "Sweep", typeof(SweepOptions), "IntervalHours MaxShare OrphanHours PartHours TrashDays" },
        { "Index", typeof(LibraryIndexOptions), "PollSeconds AnswerSeconds CatalogSeconds" },
        {
            "Api", typeof(ApiOptions),
            "Keys WrongKeysPerMinute SessionHours Proxies PathBase UserHeader GroupsHeader Roles UserScope Oidc SpoolFolder PageFolder MaxUploadBytes MaxUploadSeconds MaxConcurrentUploads UploadWaitSeconds MinBytesPerSecond MinFreeBytes RequestsPerSecond EventSeconds HeartbeatSeconds SlowBytesPerSecond MaxConnections HeaderSeconds RequestsPerSecondPerAddress DailyBytesPerKey DailyAudioHoursPerKey"
        },
        { "Api:Oidc", typeof(OidcOptions), "Authority ClientId ClientSecret GroupsClaim Scope" },
        {
            "Audio", typeof(AudioOptions),
            "WindowSeconds HopSeconds MinimumSeconds SilenceDbfs MaxDurationSeconds MaxChannels MinSampleRate MaxSampleRate Isolation FfmpegPath StallSeconds DecoderSeconds DecoderMegabytes TemporaryFolder"
        },
        { "Features", typeof(FeatureOptions), "VectorWidth" },
        { "Scoring", typeof(ScoringOptions), "ModelDirectory Ensemble ThreadsPerRun BatchSize" },
        { "Recommender", typeof(RecommenderOptions), "GenreWeight SoundWeight ArtistShare Variety DuplicateSeconds DuplicateDistance DuplicateDifference" },
        { "Storage", typeof(StorageOptions), "Kind Folder Endpoint AccessKey SecretKey Bucket Region TemporaryFolder TimeoutSeconds" },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_setting_keeps_its_name(string section, Type type, string keys)
    {
        foreach (string key in keys.Split(' '))
        {
            var property = type.GetProperty(key);
            Assert.True(property is { CanWrite: true }, $"{section}:{key}");
            string value = $"{property.GetValue(Activator.CreateInstance(type))}";
            if (value.Length == 0 || !property.PropertyType.IsValueType)
                continue;
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"{section}:{key}"] = value }).Build();
            configuration.GetSection(section).Bind(Activator.CreateInstance(type), binder => binder.ErrorOnUnknownConfiguration = true);
        }
    }
}

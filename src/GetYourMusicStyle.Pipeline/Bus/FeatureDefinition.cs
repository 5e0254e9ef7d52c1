using GetYourMusicStyle.Catalog;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Queues of the feature stage.</summary>
internal sealed class FeatureDefinition(IOptions<BusOptions> options) : StageDefinition<FeatureConsumer>(Stage.Feature, options);

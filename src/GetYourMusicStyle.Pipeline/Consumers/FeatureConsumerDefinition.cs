using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>Queues of the feature stage.</summary>
internal sealed class FeatureConsumerDefinition(IOptions<BusOptions> options) : StageConsumerDefinition<FeatureConsumer>(Stage.Featurize, options);

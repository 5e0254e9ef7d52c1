using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>Queues of the stage of spectrogram images.</summary>
internal sealed class SpectrogramImageConsumerDefinition(IOptions<BusOptions> options) : StageConsumerDefinition<SpectrogramImageConsumer>(Stage.Spectrograms, options);

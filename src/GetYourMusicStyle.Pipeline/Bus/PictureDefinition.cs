using GetYourMusicStyle.Catalog;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Queues of the picture stage.</summary>
internal sealed class PictureDefinition(IOptions<BusOptions> options) : StageDefinition<PictureConsumer>(Stage.Picture, options);

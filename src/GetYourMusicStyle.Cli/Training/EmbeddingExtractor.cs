using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Scoring.Embeddings;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>From a file's audio to its embeddings, by the code that scores; no context reaches beyond a clip. One a thread.</summary>
internal sealed class EmbeddingExtractor(WindowReader reader, ModelInputs inputs) : IDisposable
{
    private readonly TrackEmbedder _embedder = new(inputs.Backbones);

    /// <summary>Numbers of a row: all backbones', one after another.</summary>
    public int Width { get; } = inputs.Backbones.Sum(backbone => backbone.Width);

    /// <summary>A row for each window that <see cref="TrainingExtractor"/> listens to, silent ones too.</summary>
    /// <exception cref="AudioException">The file cannot be decoded.</exception>
    public float[] Extract(string path, CancellationToken cancellation)
    {
        var rows = new List<float>();
        int waiting = 0;
        double clip = 0;
        try
        {
            reader.Read(path, Take, cancellation);
            FinishClip();
            return [.. rows];
        }
        finally
        {
            _embedder.Reset();
        }

        bool Take(AnalyzedWindow window)
        {
            if (window.Span.StartSeconds >= TrainingExtractor.ListenedSeconds)
                return false;
            if (ClipSelection.NumberOf(window.Span) != clip)
                FinishClip();
            clip = ClipSelection.NumberOf(window.Span);
            _embedder.Add(window.Span, window.BackboneMels);
            waiting++;
            return true;
        }

        void FinishClip()
        {
            var embeddings = _embedder.Finish();
            for (int window = 0; window < waiting; window++)
            {
                foreach (var (values, backbone) in embeddings.Zip(inputs.Backbones))
                    rows.AddRange(values.Span.Slice(window * backbone.Width, backbone.Width));
            }
            _embedder.Reset();
            waiting = 0;
        }
    }

    public void Dispose() => _embedder.Dispose();
}

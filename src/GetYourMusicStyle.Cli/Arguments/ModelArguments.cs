using System.CommandLine;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Hosting.Models;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>The <c>--ensemble</c> and <c>--model</c> of every command that scores, and what they set up.</summary>
internal sealed class ModelArguments
{
    private readonly Option<string?> _ensemble = new("--ensemble") { HelpName = "NAME", Description = "The ensemble of the model to use, such as nn+xgb or all." };
    private readonly Option<string?> _model = new("--model") { HelpName = "DIR", Description = "The folder of ensemble.json and its ONNX files. Default: the models installed, at first those that come with gyms." };

    public ModelArguments(Command command)
    {
        command.Options.Add(_ensemble);
        command.Options.Add(_model);
    }

    /// <summary>Decoder, features and the model; <see cref="FileClassifier"/>s can be made of them.</summary>
    /// <param name="isolation">Where files are decoded.</param>
    public ServiceProvider Services(ParseResult parsed, DecoderIsolation isolation = DecoderIsolation.InProcess)
    {
        string model = parsed.GetValue(_model) ?? InstalledModels.Folder(Home.Models);
        var manifest = ManifestFile.Load(model).Manifest;
        return new ServiceCollection()
            .AddAnalysis(audio =>
            {
                audio.CutInto(manifest.WindowSeconds, manifest.HopSeconds);
                audio.Isolation = isolation;
            })
            .AddScoring(options => (options.ModelDirectory, options.Ensemble) = (model, parsed.GetValue(_ensemble)))
            .BuildServiceProvider();
    }
}

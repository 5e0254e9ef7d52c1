using System.CommandLine;
using GetYourMusicStyle.Cli.Installation;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms install</c>: makes a folder of models the one that <c>classify</c> and <c>serve</c> use.</summary>
internal sealed class InstallCommand
{
    private readonly CommandWithExamples _command = new(
        "install",
        "Makes models the ones that classify and serve use when no others are named. The ones before are kept.",
        "gyms install my-models",
        "gyms install --back");

    private readonly Argument<string?> _models = new("DIR") { Description = "The folder of ensemble.json and its ONNX files.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _back = new("--back") { Description = "Go back to the models that were in use before." };

    private InstallCommand()
    {
        _command.Arguments.Add(_models);
        _command.Options.Add(_back);
        _command.SetAction(Run);
    }

    public static Command Create() => new InstallCommand()._command;

    /// <summary>Installs the models of a folder and says how to go back.</summary>
    public static void Install(string models) => Console.WriteLine(
        $"installed {models} (a copy, {ModelInstallation.Install(models, TimeProvider.System)}): classify and serve use it from their next start\n"
        + "to go back to the models before:  ./gyms install --back");

    private int Run(ParseResult parsed)
    {
        string? models = parsed.GetValue(_models);
        if (models is null != parsed.GetValue(_back))
            throw new UsageException("name the folder of models to install, or --back");
        if (models is not null)
            Install(models);
        else
            Console.WriteLine($"went back to the models in {ModelInstallation.Back()}");
        return ExitCode.Done;
    }
}

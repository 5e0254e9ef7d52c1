using Microsoft.Extensions.Configuration;

namespace GetYourMusicStyle.Hosting.Configuration;

/// <summary>The sections of the configuration, one a library.</summary>
internal static class ConfigurationSections
{
    /// <summary>Binds the section of that name to options; an unknown name in it is an error.</summary>
    public static Action<object> Section(this ConfigurationManager configuration, string name) =>
        options => configuration.GetSection(name).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
}

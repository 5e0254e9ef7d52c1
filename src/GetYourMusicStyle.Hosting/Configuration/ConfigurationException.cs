namespace GetYourMusicStyle.Hosting.Configuration;

/// <summary>The configuration cannot be used; the message is one line for the operator.</summary>
public sealed class ConfigurationException(string message, Exception? cause = null) : Exception(message, cause);

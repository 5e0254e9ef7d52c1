using GetYourMusicStyle.Hosting;
using GetYourMusicStyle.Hosting.Configuration;

// GetYourMusicStyle.Worker --role api|feature|scoring|recommender|all [configuration, such as --urls http://127.0.0.1:8080 --Catalog:Provider=Postgres]
try
{
    var (roles, rest) = RoleArguments.Parse(args);
    return await HostRun.RunAsync(roles, rest);
}
catch (ConfigurationException e)
{
    await Console.Error.WriteLineAsync($"gyms: {e.Message}");
    return HostRun.BadConfiguration;
}

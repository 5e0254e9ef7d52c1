using System.Text.RegularExpressions;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;

namespace GetYourMusicStyle.EndToEnd.Tests;

/// <summary>What can be said of docker-compose.yml and the container file without Docker; that their settings work, the other tests say.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly string[] Ours = ["api", "feature-worker", "scoring-worker", "recommender"];
    private static readonly string[] Servers = ["postgres", "rabbitmq", "minio"];
    private readonly ComposeFile _compose = ComposeFile.Read(new Dictionary<string, string> { ["GYMS_API_KEY"] = Deployment.Key });

    [Fact]
    public void Without_an_API_key_it_is_refused() =>
        Assert.Contains("GYMS_API_KEY", Assert.Throws<InvalidOperationException>(() => ComposeFile.Read(new Dictionary<string, string>())).Message, StringComparison.Ordinal);

    [Fact]
    public void It_has_the_roles_and_the_servers() => Assert.Equal([.. Ours, .. Servers], _compose.Services.Keys);

    [Fact]
    public void Every_image_is_pinned_and_every_service_is_checked_and_restarts()
    {
        foreach (var service in _compose.Services.Values)
        {
            Assert.Equal("unless-stopped", service.Restart);
            if (Ours.Contains(service.Name))
            {
                Assert.Equal("deploy/Dockerfile", service.ContainerFile);
                continue;
            }
            Assert.Matches(Pinned(), service.Image);
            Assert.True(service.HasHealthCheck, service.Name);
        }
        Assert.Contains("HEALTHCHECK", ContainerFile(), StringComparison.Ordinal);
        Assert.All(From().Matches(ContainerFile()), from => Assert.Matches(Pinned(), from.Groups[1].Value));
    }

    [Fact]
    public void Our_services_wait_for_healthy_servers_and_what_is_kept_is_in_named_volumes()
    {
        Assert.All(Ours, name => Assert.Equal(Servers.ToDictionary(server => server, _ => "service_healthy"), _compose.Services[name].DependsOn));
        Assert.All(Servers.Append("api"), name => Assert.Contains(_compose.Services[name].Volumes, volume => _compose.Volumes.Contains(volume.Split(':')[0])));
    }

    [Fact]
    public void Our_services_use_the_credentials_of_the_servers()
    {
        var (postgres, rabbit, minio) = (_compose.Services["postgres"].Environment, _compose.Services["rabbitmq"].Environment, _compose.Services["minio"].Environment);
        foreach (var settings in Ours.Select(name => _compose.Services[name].Environment))
        {
            Assert.Equal($"Host=postgres;Database={postgres["POSTGRES_DB"]};Username={postgres["POSTGRES_USER"]};Password={postgres["POSTGRES_PASSWORD"]}", settings["Catalog__ConnectionString"]);
            Assert.Equal($"amqp://{rabbit["RABBITMQ_DEFAULT_USER"]}:{rabbit["RABBITMQ_DEFAULT_PASS"]}@rabbitmq:5672/", settings["Bus__Host"]);
            Assert.Equal((minio["MINIO_ROOT_USER"], minio["MINIO_ROOT_PASSWORD"]), (settings["Storage__AccessKey"], settings["Storage__SecretKey"]));
            Assert.Equal("http://minio:9000", settings["Storage__Endpoint"]);
        }
    }

    private static string ContainerFile() => File.ReadAllText(Path.Combine(Repository.Root, "deploy", "Dockerfile"));

    [GeneratedRegex(@"^[\w./-]+:[\w.-]*\d[\w.-]*$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex From();
}

using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GetYourMusicStyle.Messaging;

/// <summary>Registration of the message bus.</summary>
public static class BusServices
{
    /// <summary>Name and tag of the bus's health check.</summary>
    public const string HealthTag = "bus";

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Adds the message bus with all that takes part in it, and <see cref="IQueueDepth"/>. Starts and stops with the host; does not wait for a broker
    /// that is not up yet.
    /// </summary>
    /// <param name="configure">Section <c>Bus</c>. Called at once too, as the transport decides what is registered.</param>
    /// <param name="withoutBroker">How a process is that has lost the broker: one that only takes uploads goes on without it.</param>
    /// <param name="participants">What the libraries of this process have at the bus.</param>
    public static IServiceCollection AddBus(
        this IServiceCollection services, Action<BusOptions>? configure, HealthStatus withoutBroker, params BusParticipant[] participants)
    {
        var options = new BusOptions();
        configure?.Invoke(options);
        services.AddOptions<BusOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddQueueDepth(options.Transport);
        services.AddMassTransit(registration => Configure(registration, options, withoutBroker, participants));
        services.AddOptions<MassTransitHostOptions>().Configure(host => (host.WaitUntilStarted, host.StopTimeout) = (false, StopTimeout));
        return services;
    }

    /// <summary>Adds <see cref="IQueueDepth"/> without a bus: for those who only look.</summary>
    /// <param name="configure">Section <c>Bus</c>. Called at once too, as the transport decides what is registered.</param>
    public static IServiceCollection AddQueueDepth(this IServiceCollection services, Action<BusOptions>? configure)
    {
        var options = new BusOptions();
        configure?.Invoke(options);
        services.AddOptions<BusOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.AddQueueDepth(options.Transport);
        return services;
    }

    /// <summary>Adds <see cref="PutAsideTrimmer"/> where there is a broker, for one role of a system. Needs AddBus.</summary>
    public static IServiceCollection AddPutAsideTrimmer(this IServiceCollection services, Action<BusOptions>? configure, PutAsideQueues queues)
    {
        var options = new BusOptions();
        configure?.Invoke(options);
        if (options.Transport != BusTransport.RabbitMq)
            return services;
        services.AddSingleton(queues).AddSingleton<PutAsideTrimmer>();
        return services.AddHostedService(provider => provider.GetRequiredService<PutAsideTrimmer>());
    }

    private static void AddQueueDepth(this IServiceCollection services, BusTransport transport)
    {
        if (transport == BusTransport.RabbitMq)
        {
            services.AddSingleton<IQueueDepth, RabbitQueueDepth>();
            return;
        }
        services.AddSingleton<InMemoryQueueDepth>().AddSingleton<IQueueDepth>(provider => provider.GetRequiredService<InMemoryQueueDepth>());
        services.AddSendObserver(provider => provider.GetRequiredService<InMemoryQueueDepth>());
        services.AddReceiveObserver(provider => provider.GetRequiredService<InMemoryQueueDepth>());
    }

    private static void Configure(
        IBusRegistrationConfigurator registration, BusOptions options, HealthStatus withoutBroker, BusParticipant[] participants)
    {
        registration.DisableUsageTelemetry();
        registration.ConfigureHealthCheckOptions(health =>
        {
            health.Name = HealthTag;
            health.Tags.Clear();
            health.Tags.Add(HealthTag);
            health.MinimalFailureStatus = withoutBroker;
        });
        foreach (var participant in participants)
            participant.AddConsumers(registration);
        if (options.Transport == BusTransport.RabbitMq)
        {
            registration.UsingRabbitMq((context, rabbit) =>
            {
                Connect(rabbit, BrokerAddress.Parse(options.Host));
                AddEndpoints(rabbit, context);
            });
        }
        else
        {
            registration.UsingInMemory((context, memory) => AddEndpoints(memory, context));
        }

        void AddEndpoints(IBusFactoryConfigurator bus, IRegistrationContext context)
        {
            foreach (var participant in participants)
                participant.AddEndpoints(bus, context);
        }
    }

    private static void Connect(IRabbitMqBusFactoryConfigurator rabbit, BrokerAddress address) =>
        rabbit.Host(address.Host, address.Port, address.VirtualHost, host =>
        {
            host.Username(address.User);
            host.Password(address.Password);
            host.Heartbeat(BrokerAddress.Heartbeat);
            if (address.Tls)
                host.UseSsl(tls => tls.ServerName = address.Host);
        });
}

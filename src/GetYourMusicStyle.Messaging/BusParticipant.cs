using MassTransit;

namespace GetYourMusicStyle.Messaging;

/// <summary>What one library has at the message bus of a process.</summary>
/// <param name="AddConsumers">Registers its consumers.</param>
/// <param name="AddEndpoints">Makes the endpoints that they listen at, and says how its messages travel.</param>
public sealed record BusParticipant(
    Action<IBusRegistrationConfigurator> AddConsumers, Action<IBusFactoryConfigurator, IRegistrationContext> AddEndpoints);

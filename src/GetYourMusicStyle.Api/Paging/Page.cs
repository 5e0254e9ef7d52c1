namespace GetYourMusicStyle.Api.Paging;

/// <summary>Part of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">To be sent as <c>after</c> for the part that follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);

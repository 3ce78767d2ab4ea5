namespace RiskCluster.Contracts;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">In the order that the endpoint names.</param>
/// <param name="NextCursor">Ask with <c>?cursor=</c> for the following; left out at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor = null);

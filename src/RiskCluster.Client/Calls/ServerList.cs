namespace RiskCluster.Client.Calls;

/// <summary>Replicas of one server: calls go to one of them for as long as it can be reached.</summary>
internal sealed class ServerList
{
    private readonly Uri[] addresses;
    private int current;

    public ServerList(IReadOnlyList<Uri> addresses)
    {
        if (addresses.Count == 0) throw new ArgumentException("a client needs the address of a server", nameof(addresses));
        if (addresses.FirstOrDefault(address => !address.IsAbsoluteUri || address.Scheme is not ("http" or "https")) is { } other) throw new ArgumentException($"'{other}' is no http or https address", nameof(addresses));
        this.addresses = [.. addresses];
    }

    /// <summary>Goes to the next.</summary>
    public void Advance() => Advance(Volatile.Read(ref current));

    /// <summary>Does something with a server; with the next where no connection comes about, since then nothing was sent.</summary>
    public async Task<T> Try<T>(Func<Uri, Task<T>> act)
    {
        for (var tried = 1; ; tried++)
        {
            var place = Volatile.Read(ref current);
            try
            {
                return await act(addresses[place]).ConfigureAwait(false);
            }
            catch (HttpRequestException failure) when (tried < addresses.Length && failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
            {
                Advance(place);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", addresses.Select(address => address.GetLeftPart(UriPartial.Authority)));

    // Calls that fail together go on by one together.
    private void Advance(int from) => Interlocked.CompareExchange(ref current, (from + 1) % addresses.Length, from);
}

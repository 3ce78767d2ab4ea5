using Microsoft.AspNetCore.Http;

namespace RiskCluster.Host.Access;

/// <summary>One way to say who calls: a scheme of the <c>Authorization</c> header.</summary>
public interface IAuthenticator
{
    /// <summary>The scheme's name, the header's first word.</summary>
    string Scheme { get; }

    /// <summary>Who the headers claim to be, before the body is read.</summary>
    /// <param name="request">The request; its body is not to be touched.</param>
    /// <param name="parameters">What follows the scheme in the header.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="Answers.RefusedException">Malformed, unknown, or out of time.</exception>
    ValueTask<ICredentials> Identify(HttpRequest request, ReadOnlyMemory<char> parameters, CancellationToken cancellation);
}

using System.Buffers;

namespace RiskCluster.Core.Turns;

/// <summary>The names that keys of actors are made of: venues, accounts, owners, chains, key ids.</summary>
public static class KeyName
{
    /// <summary>The longest name.</summary>
    public const int MaxLength = 64;

    private const int MaxSourceLength = 160;
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> Characters = SearchValues.Create(LettersAndDigits + "._-");
    private static readonly SearchValues<char> SourceCharacters = SearchValues.Create(LettersAndDigits + "._-:/");

    /// <summary>The rule, for error messages.</summary>
    public const string Rule = "1 to 64 of the characters A-Z a-z 0-9 . _ - with a letter or digit first";

    /// <summary>True for a name of that rule.</summary>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Characters);
    }

    /// <summary>The rule of sources, for error messages.</summary>
    public const string SourceRule = "1 to 160 of the characters A-Z a-z 0-9 . _ - : / with a letter or digit first";

    /// <summary>True for the name of a source that numbers what it sends: a key name or the address of an actor.</summary>
    public static bool IsValidSource(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Length is > 0 and <= MaxSourceLength && char.IsAsciiLetterOrDigit(source[0])
            && !source.AsSpan().ContainsAnyExcept(SourceCharacters);
    }

    /// <summary>True for <c>venue/account</c>.</summary>
    public static bool IsValidAccount(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsValid(key[..slash]) && IsValid(key[(slash + 1)..]);
    }

    /// <summary>The two names of <c>venue/account</c>.</summary>
    public static (string Venue, string Account) Parts(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var slash = account.IndexOf('/', StringComparison.Ordinal);
        return (account[..slash], account[(slash + 1)..]);
    }

    /// <summary>The venue of <c>venue/account</c>.</summary>
    public static string VenueOf(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account[..account.IndexOf('/', StringComparison.Ordinal)];
    }
}

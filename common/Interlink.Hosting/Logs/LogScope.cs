using System.Collections;
using System.Globalization;

namespace Interlink.Hosting.Logs;

/// <summary>
/// What is added to every log line within a scope: <c>using (logger.BeginScope(new LogScope("pod", uid)))</c>. Scopes of other types with
/// keys and values work as well, but for those of ASP.NET Core itself, which say nothing an operator of these programs needs.
/// </summary>
/// <param name="key">The name, in lower case: <c>session</c>, <c>pod</c>, <c>namespace</c>, <c>job</c>.</param>
/// <param name="value">The value.</param>
public sealed class LogScope(string key, object? value) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>1.</summary>
    public int Count => 1;

    /// <summary>The one pair, at index 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another index.</exception>
    public KeyValuePair<string, object?> this[int index] =>
        index == 0 ? new(key, value) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{key}={value}");
}

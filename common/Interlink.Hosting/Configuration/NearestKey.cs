namespace Interlink.Hosting.Configuration;

/// <summary>Finds what a mistyped key was meant to be.</summary>
internal static class NearestKey
{
    /// <summary>The known key with the fewest edits, if they are few for its length; one that differs only in case comes first.</summary>
    public static string? Find(string key, IEnumerable<string> known)
    {
        string? nearest = null;
        var fewest = Math.Max(1, key.Length / 4) + 1;
        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            var edits = Edits(key.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (edits < fewest)
            {
                (nearest, fewest) = (candidate, edits);
            }
        }

        return nearest;
    }

    // Levenshtein distance, one row at a time.
    private static int Edits(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

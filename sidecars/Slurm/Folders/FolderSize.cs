namespace Interlink.Slurm.Folders;

/// <summary>How much a folder holds.</summary>
internal static class FolderSize
{
    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>The bytes of all files below a path; links are not followed, what cannot be read counts nothing.</summary>
    public static long Of(string path)
    {
        try
        {
            return new DirectoryInfo(path).EnumerateFiles("*", All).Sum(file => file.Length);
        }
        catch (DirectoryNotFoundException)
        {
            return 0;
        }
    }
}

namespace Interlink.Slurm.Configuration;

/// <summary>How jobs reach the network through a login node: an SSH SOCKS tunnel and the tsocks library.</summary>
/// <param name="Library">The absolute path of libtsocks on the nodes.</param>
/// <param name="LoginNode">What ssh is told to connect to.</param>
internal sealed record TsocksOptions(string Library, string LoginNode);

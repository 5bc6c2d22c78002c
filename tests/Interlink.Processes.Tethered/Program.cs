using Interlink.Processes;

// Runs the command in its arguments, tethered; prints its standard error and its exit code.
Tether.BecomeIfAsked(args);
var command = new Command(args[0], args[1..]) { Tethered = true, StandardErrorLine = Console.Out.WriteLine };
CommandResult result = await new CommandRunner().RunAsync(command, CancellationToken.None);
Console.Out.WriteLine($"exit code {result.ExitCode}");

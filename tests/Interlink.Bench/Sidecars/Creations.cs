using System.Collections.Concurrent;
using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;

namespace Interlink.Bench.Sidecars;

/// <summary>Creates pods on several connections at once.</summary>
internal sealed class Creations(string socket, string flags = "--time=10")
{
    private readonly ConcurrentQueue<string> refusals = [];

    /// <summary>What was answered to creates that failed.</summary>
    public IReadOnlyCollection<string> Refusals => refusals;

    /// <summary>Creates the pods from a number on and returns the seconds it took, connecting not counted.</summary>
    public double Run(int first, int count, int clients)
    {
        int next = first;
        using var ready = new CountdownEvent(clients);
        using var go = new ManualResetEventSlim();
        var threads = Enumerable.Range(0, clients).Select(_ => new Thread(() =>
        {
            using SidecarConnection connection = SidecarConnection.Open(socket);
            connection.Ask("GET", "/livez");
            ready.Signal();
            go.Wait();
            for (int number; (number = Interlocked.Increment(ref next) - 1) < first + count;)
                Create(connection, number);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        ready.Wait();
        long begun = Clock.Now;
        go.Set();
        threads.ForEach(thread => thread.Join());
        return Clock.MillisecondsSince(begun) / 1000;
    }

    private void Create(SidecarConnection connection, int number)
    {
        Answer answer = connection.Call("POST", "/create", SamplePod.CreateRequest(number, flags));
        if (answer.Status != 200)
            refusals.Enqueue($"{answer.Status}: {System.Text.Encoding.UTF8.GetString(answer.Body)}");
    }
}

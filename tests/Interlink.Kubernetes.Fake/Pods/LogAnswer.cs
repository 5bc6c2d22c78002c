using System.Globalization;
using System.Text;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Protocol;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Pods;

/// <summary>Sends a container's log.</summary>
internal sealed class LogAnswer(ContainerLogs logs, TimeProvider time)
{
    public async Task SendAsync(HttpContext context, ApiTarget target, string container)
    {
        IQueryCollection query = context.Request.Query;
        bool previous = query["previous"] == "true";
        bool follow = query["follow"] == "true";
        DateTimeOffset since = Since(query);
        long? limit = Number(query, "limitBytes");
        int from = 0;
        (IReadOnlyList<LogLine> lines, bool ended, Task changed) = logs.Read(target.Namespace, target.Name!, container, previous, from);
        from += lines.Count;
        IEnumerable<LogLine> wanted = lines.Where(line => line.Time >= since);
        if (Number(query, "tailLines") is { } tail)
        {
            wanted = wanted.TakeLast((int)tail);
        }

        context.Response.ContentType = "text/plain";
        while (true)
        {
            foreach (LogLine line in wanted)
            {
                string stamp = query["timestamps"] == "true" ? line.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff00Z", CultureInfo.InvariantCulture) + " " : "";
                byte[] bytes = Encoding.UTF8.GetBytes($"{stamp}{line.Text}\n");
                int length = (int)Math.Min(bytes.Length, limit ?? long.MaxValue);
                limit -= length;
                await context.Response.Body.WriteAsync(bytes.AsMemory(0, length), context.RequestAborted);
            }

            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (!follow || limit <= 0 || ended)
            {
                return;
            }

            await changed.WaitAsync(context.RequestAborted);
            (lines, ended, changed) = logs.Read(target.Namespace, target.Name!, container, previous, from);
            from += lines.Count;
            wanted = lines;
        }
    }

    private DateTimeOffset Since(IQueryCollection query) =>
        Number(query, "sinceSeconds") is { } seconds ? time.GetUtcNow().AddSeconds(-seconds)
            : GoTime.TryParseRfc3339(query["sinceTime"].ToString(), out DateTimeOffset since) ? since : DateTimeOffset.MinValue;

    private static long? Number(IQueryCollection query, string name) =>
        long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}

using System.Text.Json.Nodes;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Tests.Planning;

public sealed class InjectionTests : IDisposable
{
    private static readonly string[] Wild =
    [
        "x\n#SBATCH --uid=0", "x\r#SBATCH --uid=0", "a'b", "a\"b", "$(touch pwned)", "`touch pwned`", "; touch pwned;", "a\\", "a && "
            + "touch pwned",
        "| touch pwned", "<(touch pwned)", "#x", "*", "~", "${IFS}", "!!", "é☃", " ", "-rf",
    ];

    private readonly Shell shell = new();
    private readonly HashSet<string> harmless = new(StringComparer.Ordinal);

    public static TheoryData<string> Texts => new(Wild);

    public void Dispose() => shell.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_text_of_an_annotation_becomes_a_line_or_a_command(string text)
    {
        string[] annotations = [PodAnnotations.Flags, PodAnnotations.Flavor, PodAnnotations.ImageRoot, PodAnnotations.PodIp, "other"];
        foreach (string annotation in annotations)
            AssertHarmless(Plans.Annotated(annotation, text));
        AssertHarmless(Plans.Annotated(PodAnnotations.Flags, $"--comment={text} -p main"));
        AssertHarmless(Plans.Annotated(PodAnnotations.Flags, $"--comment='{text}'"));
        AssertHarmless(Plans.Annotated(PodAnnotations.Flags, $"--comment=\"{text}\" -J {text}"));
        AssertHarmless(Plans.Annotated(PodAnnotations.SingularityOptions, "--opt " + text));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_name_path_or_value_becomes_a_line_or_a_command(string text)
    {
        string json = JsonValue.Create(text).ToJsonString();
        AssertHarmless(Plans.Pod(metadata: $$"""{"name":{{json}}}"""));
        AssertHarmless(Plans.Pod(metadata: $$"""{"namespace":{{json}}}"""));
        AssertHarmless(Plans.Pod(metadata: $$"""{"uid":{{json}}}"""));
        AssertHarmless(Plans.Pod($$"""{"name":{{json}}}"""));
        AssertHarmless(Plans.Pod($$"""{"image":{{json}}}"""));
        AssertHarmless(Plans.Pod($$"""{"command":[{{json}}],"args":[{{json}}],"env":[{"name":{{json}},"value":{{json}}}]}"""));
        AssertHarmless(Plans.Pod($$"""{"workingDir":{{json}}}"""));
        AssertHarmless(Plans.Pod(
            $$"""{"volumeMounts":[{"name":"v","mountPath":{{json}},"subPath":{{json}}}]}""",
            """{"volumes":[{"name":"v","emptyDir":{}}]}"""));
        AssertHarmless(Plans.Pod(
            """{"volumeMounts":[{"name":"v","mountPath":"/m"}]}""", $$$"""{"volumes":[{"name":"v","hostPath":{"path":{{{json}}}}}]}"""));
        AssertHarmless(Plans.Pod(
            """{"volumeMounts":[{"name":"v","mountPath":"/m"}]}""",
            """{"volumes":[{"name":"v","configMap":{"name":"c"}}]}""",
            volumes: $$$"""{"configMaps":[{"metadata":{"name":"c"},"data":{{{{json}}}:"x"}}]}"""));
    }

    /// <summary>Every text and every key of two rich requests, one after the other, with everything a shell might take for its own.</summary>
    [Theory]
    [InlineData("everything", true, false)]
    [InlineData("annotations", true, false)]
    [InlineData("everything", false, false)]
    [InlineData("everything", false, true)]
    public void No_text_anywhere_in_a_request_becomes_a_line_or_a_command(string request, bool sharedFs, bool nothingShared)
    {
        var options = Plans.Options with { SharedFs = sharedFs, NodeRootFolder = nothingShared ? "/tmp" : null };
        const string All = "x\n#SBATCH --uid=0\n$(touch pwned)`touch pwned`;touch pwned;'\"touch pwned\" | touch pwned\u2028\r& touch pwned\\";
        string file = GoldenTests.TestFile("wire", "create", "own/" + request, "request.json");
        string json = File.ReadAllText(file);
        int leaves = Leaves(JsonNode.Parse(json)!).Count();
        Assert.InRange(leaves, 30, 1000);
        var flags = FlagNames(Plans.Plan((JsonObject)JsonNode.Parse(json)!, options, shell.Folder, shell.Podlet));
        // What the sidecar sets where an annotation no longer does.
        flags.UnionWith(["--cpus-per-task", "--signal"]);
        for (int leaf = 0; leaf < leaves; leaf++)
        {
            foreach (string text in new[] { All, All.Replace('\n', ' ').Replace('\r', ' '), "$(touch pwned)", "%j\u2029\u0085$(touch pwned)", "\0;touch pwned" })
            {
                var changed = (JsonObject)JsonNode.Parse(json)!;
                Leaves(changed).ElementAt(leaf)(text);
                if (AssertHarmless(changed, options) is { } plan)
                    Assert.Subset(flags, FlagNames(plan));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_podlets_path_and_the_folder_reach_podlet_as_they_are(string text)
    {
        var plan = Plans.Plan(Plans.Annotated(PodAnnotations.PodIp, text), folder: "/j/" + text, podlet: shell.Podlet);
        shell.AssertIsShell(plan.BatchScript.Split("\n\n")[^1]);
        Assert.Equal(0, shell.Bash(plan.BatchScript[plan.BatchScript.IndexOf("\nexec ", StringComparison.Ordinal)..]).ExitCode);
        Assert.Equal(["job", "/j/" + text], shell.Arguments);
        Assert.Equal(0, shell.Bash(plan.Prefix! + "printf '%s' \"$POD_IP\" >ip").ExitCode);
        Assert.Equal(text.ReplaceLineEndings("\n"), File.ReadAllText(shell.At("ip")).ReplaceLineEndings("\n"));
        Assert.Equal(["job", "/j/" + text, "run", "/j/" + text], shell.Arguments);
        Assert.False(File.Exists(shell.At("pwned")));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_quoted_value_is_one_word_to_a_parser_like_Slurms(string text)
    {
        if (text.Any(char.IsControl))
            return;
        Assert.Equal([$"--comment={text}", "-J", text], SlurmWords($"--comment={SbatchQuote.Quote(text)} -J {SbatchQuote.Quote(text)}"));
    }

    // What may be replaced: texts, and the keys of maps whose keys are the user's. Annotations that are shell text by design stay.
    private static IEnumerable<Action<string>> Leaves(JsonNode node, string name = "")
    {
        if (node is JsonArray list)
        {
            for (int i = 0; i < list.Count; i++)
            {
                int at = i;
                if (list[i] is JsonValue)
                    yield return text => list[at] = text;
                else if (list[i] is { } entry)
                {
                    foreach (var leaf in Leaves(entry))
                        yield return leaf;
                }
            }
        }
        else if (node is JsonObject map)
        {
            foreach (var (key, value) in map.ToList())
            {
                if (key is PodAnnotations.PreExec or PodAnnotations.WstunnelCommands)
                    continue;
                if (value is JsonValue)
                    yield return text => map[key] = text;
                else if (value is not null)
                {
                    foreach (var leaf in Leaves(value, key))
                        yield return leaf;
                }

                if (name is "annotations" or "labels" or "data" or "binaryData" or "limits" or "requests")
                    yield return text => (map[text], _) = (map[key]?.DeepClone(), map.Remove(key));
            }
        }
    }

    // Slurm's reading of a #SBATCH line: a backslash protects the next character everywhere.
    private static List<string> SlurmWords(string line)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        char quote = '\0';
        bool any = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            any |= c != ' ';
            if (c == '\\')
                word.Append(line[++i]);
            else if (quote == '\0' ? c is '"' or '\'' : c == quote)
                quote = quote == '\0' ? c : '\0';
            else if (c == ' ' && quote == '\0')
            {
                if (any)
                    words.Add(word.ToString());
                word.Clear();
                any = false;
            }
            else
                word.Append(c);
        }

        Assert.Equal('\0', quote);
        if (any)
            words.Add(word.ToString());
        return words;
    }

    // Each line is one flag, with its value behind a blank or an equals sign; all of them are above the first command.
    private static HashSet<string> FlagNames(JobPlan plan)
    {
        string[] lines = plan.BatchScript.Split('\n');
        var flags = lines.Skip(1).TakeWhile(line => line.StartsWith("#SBATCH ", StringComparison.Ordinal)).Select(line => SlurmWords(line[8..])).ToList();
        Assert.Equal("", lines[1 + flags.Count]);
        Assert.Equal(flags.Count, lines.Count(line => line.Contains("#SBATCH", StringComparison.Ordinal) && line[0] == '#'));
        Assert.All(flags, words => Assert.InRange(words.Count, 1, words[0].Length == 2 ? 2 : 1));
        return [.. flags.Select(words => words[0].Split('=')[0])];
    }

    /// <summary>The plan; null when the request is refused.</summary>
    private JobPlan? AssertHarmless(JsonObject request, SlurmOptions? options = null)
    {
        JobPlan plan;
        try
        {
            plan = Plans.Plan(request, options, shell.Folder, shell.Podlet);
        }
        catch (Exception refusal) when (refusal is PodRequestException or PodFormatException)
        {
            Assert.False(refusal.Message.Any(char.IsControl), refusal.Message);
            return null;
        }

        string[] lines = plan.BatchScript.Split('\n');
        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
        Assert.DoesNotContain(lines, line => line.StartsWith("#SBATCH --uid=0", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("exec ", StringComparison.Ordinal));
        Assert.All(plan.Files, file => Assert.DoesNotContain("..", file.RelativePath.Split('/')));
        Assert.All(plan.Folders, folder => Assert.DoesNotContain("..", folder.RelativePath.Split('/')));
        // Most texts never reach a script: bash needs to see each script once.
        foreach (string script in new[] { plan.BatchScript, plan.Prefix ?? "" }.Where(harmless.Add))
        {
            shell.AssertIsShell(script);
            Assert.Equal(0, shell.Bash(script).ExitCode);
        }

        Assert.False(File.Exists(shell.At("pwned")));
        return plan;
    }
}

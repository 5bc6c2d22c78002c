namespace Interlink.Planning.Tests.Fields;

/// <summary>What docs/pod-features.md says of a field is what the planners make of it, for every runtime.</summary>
public class PodFieldTests
{
    // What a row says of a field whose parts have rows of their own.
    private const string Elsewhere = "below";

    public static TheoryData<string> Fields => [.. FieldTable.Rows.Select(row => row.Field).Distinct()];

    [Fact]
    public void Every_field_of_the_API_is_in_a_table_and_every_row_is_a_field_of_it()
    {
        HashSet<string> heads = [.. FieldTable.Rows.Select(row => string.Join('.', row.Field.Split('.').Take(2)))];
        Assert.Equal([], Documents.ApiFields.Where(field => !heads.Contains(field)));
        Assert.Equal([], heads.Where(field => !Documents.ApiFields.Contains(field)));
        Assert.InRange(Documents.ApiFields.Count, 150, 200);
    }

    [Fact]
    public void Every_row_has_an_example_and_every_example_a_row()
    {
        HashSet<string> examples = [.. FieldExample.Fields];
        var rows = FieldTable.Rows.Where(row => !row.Treatments.Values.Contains(Elsewhere)).Select(row => row.Field).Distinct().ToList();
        Assert.Equal([], rows.Where(field => !examples.Contains(field) && !IsRefusedVolume(field)));
        Assert.Equal([], examples.Where(field => !rows.Contains(field)));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_is_treated_as_the_table_says(string field)
    {
        List<string> problems = [];
        int looked = 0;
        foreach (FieldRow row in FieldTable.Rows.Where(row => row.Field == field))
        {
            foreach ((string runtime, string treatment) in row.Treatments)
            {
                foreach (string planner in row.Planner is { } one ? [one] : new[] { "slurm", "podlet" })
                {
                    looked++;
                    if (treatment != Elsewhere && Problem(field, runtime, planner, treatment) is { } problem)
                        problems.Add($"{planner}, {runtime}: {treatment}, but {problem}");
                }
            }
        }

        Assert.True(looked >= 5, "the field is in no table for all runtimes");
        Assert.Equal([], problems);
    }

    private static string? Problem(string field, string runtime, string planner, string treatment)
    {
        FieldExample example = IsRefusedVolume(field) ? VolumeOf(field) : FieldExample.Of(field);
        if (!example.IsChecked(runtime))
            return null;
        PlannedPod without = PlannedPod.Of(example.Without, planner, runtime);
        PlannedPod with = PlannedPod.Of(example.With, planner, runtime);
        List<string> told = [.. with.Warnings.Except(without.Warnings)];
        bool differs = with.Text != without.Text;
        return treatment switch
        {
            "refused" when with.Refusal is null => "it is planned",
            "refused" => with.Refusal.Contains(example.Named, StringComparison.Ordinal) ? null : $"the refusal is: {with.Refusal}",
            _ when with.Refusal is not null => $"it is refused: {with.Refusal}",
            "told" when told.Exists(sentence => sentence.Contains(example.Named, StringComparison.Ordinal)) => null,
            "told" => $"what is told is: {string.Join(' ', told)}",
            "yes" or "partly" when told.Count > 0 => $"told is: {string.Join(' ', told)}",
            "yes" or "partly" => differs ? null : "the plan is the same",
            "always" or "–" when told.Count > 0 => $"told is: {string.Join(' ', told)}",
            "always" or "–" => differs ? "the plan differs" : null,
            _ => "that is no word of the legend",
        };
    }

    // Kinds of volumes that are refused by the same rule need no pod of their own each.
    private static bool IsRefusedVolume(string field) =>
        field.StartsWith("Volume.", StringComparison.Ordinal)
        && FieldTable.Rows.Any(row => row.Field == field && row.Treatments["podman"] == "refused");

    private static FieldExample VolumeOf(string field)
    {
        FieldExample example = FieldExample.Of("Volume.hostPath");
        string kind = field[(field.IndexOf('.') + 1)..];
        var volume = example.With["spec"]!["volumes"]![0]!.AsObject();
        volume.Remove("hostPath");
        volume[kind] = new System.Text.Json.Nodes.JsonObject { ["name"] = "x" };
        return example with { Named = kind };
    }
}

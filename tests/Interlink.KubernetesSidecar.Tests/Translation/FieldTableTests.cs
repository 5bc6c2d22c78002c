using Interlink.KubernetesSidecar.Tests.Configuration;
using Interlink.KubernetesSidecar.Translation;

namespace Interlink.KubernetesSidecar.Tests.Translation;

public sealed class FieldTableTests
{
    [Fact]
    public void Every_field_that_changes_is_in_the_documented_table_and_no_other()
    {
        var documented = Documentation.Rows("## Fields").SelectMany(row => Documentation.Words(row.Split('|')[1])).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(FieldTable.Rules.Select(rule => rule.Path).Distinct().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }
}

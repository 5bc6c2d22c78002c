using FsCheck;
using FsCheck.Fluent;
using Interlink.Podlet.Probing;

namespace Interlink.Podlet.Tests.Probing;

public class ProbeCounterTests
{
    /// <summary>Written out once more over the whole history: the last attempts alike, as many as the threshold, decide.</summary>
    [Fact]
    public void Only_so_many_attempts_alike_in_a_row_change_what_a_probe_says()
    {
        Gen<bool?> initial = Gen.Elements<bool?>(null, true, false);
        Gen<(int, int, bool?)> thresholds = Gen.Choose(1, 4).SelectMany(good => Gen.Choose(1, 4).SelectMany(bad => initial.Select(first => (good, bad, first))));
        Gen<bool[]> attempts = Gen.ArrayOf(Gen.Elements(true, false));
        Gen<((int Good, int Bad, bool? First), bool[] Attempts)> cases = thresholds.SelectMany(limits => attempts.Select(list => (limits, list)));
        Prop.ForAll(cases.ToArbitrary(), example =>
        {
            ((int good, int bad, bool? said), bool[] list) = example;
            ProbeCounter counter = new(good, bad, said);
            for (int at = 0; at < list.Length; at++)
            {
                int needed = list[at] ? good : bad;
                bool decides = at + 1 >= needed && list[(at + 1 - needed)..(at + 1)].All(one => one == list[at]);
                bool? before = said;
                said = decides ? list[at] : said;
                Assert.Equal(said != before, counter.Add(list[at]));
                Assert.Equal(said, counter.Result);
            }
        }).Check(Config.QuickThrowOnFailure);
    }
}

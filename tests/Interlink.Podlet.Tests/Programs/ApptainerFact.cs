namespace Interlink.Podlet.Tests.Programs;

/// <summary>A test that needs a real apptainer and the tests' image; skipped, saying why, where they are missing.</summary>
internal sealed class ApptainerFactAttribute : FactAttribute
{
    public ApptainerFactAttribute() => Skip = Apptainer.Missing;
}

/// <summary>The same for a test with cases.</summary>
internal sealed class ApptainerTheoryAttribute : TheoryAttribute
{
    public ApptainerTheoryAttribute() => Skip = Apptainer.Missing;
}

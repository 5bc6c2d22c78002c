using Interlink.Templates.Formats;
using Interlink.Templates.Nodes;
using Interlink.Templates.Values;

namespace Interlink.Templates.Execution;

/// <summary>Carries out one template: writes its text and what its actions say.</summary>
internal sealed class Interpreter
{
    private readonly Rendering _rendering;
    private readonly Variables _variables;
    private readonly Evaluation _evaluation;

    public Interpreter(Rendering rendering, object? dot)
    {
        _rendering = rendering;
        _variables = new Variables(dot);
        _evaluation = new Evaluation(rendering.Name, _variables, rendering.Budget);
    }

    public Progress Walk(object? dot, IReadOnlyList<TemplateNode> nodes)
    {
        foreach (TemplateNode node in nodes)
        {
            Progress progress = _evaluation.At(node.Line, (dot, node, this), static of => of.Item3.Walk(of.dot, of.node));
            if (progress != Progress.On)
            {
                return progress;
            }
        }

        return Progress.On;
    }

    private Progress Walk(object? dot, TemplateNode node)
    {
        _rendering.Budget.Spend();
        switch (node)
        {
            case TextNode text:
                _rendering.Output.Append(text.Text);
                return Progress.On;
            case ActionNode action:
                object? value = _evaluation.Pipeline(dot, action.Pipeline);
                _rendering.Output.Append(action.Pipeline.Variables.Count == 0 ? GoFormat.Written(value) : "");
                return Progress.On;
            case LeaveNode leave:
                return leave.Goes ? Progress.Continue : Progress.Break;
            case CallNode call:
                _rendering.Call(call.Name, call.Pipeline is null ? null : _evaluation.Pipeline(dot, call.Pipeline));
                return Progress.On;
            case BranchNode branch:
                int visible = _variables.Count;
                Progress progress = Branch(dot, branch);
                _variables.Pop(visible);
                return progress;
            default:
                return Progress.On;
        }
    }

    private Progress Branch(object? dot, BranchNode branch)
    {
        object? value = _evaluation.Pipeline(dot, branch.Pipeline);
        if (branch.Kind == BranchKind.Range)
        {
            return Range(dot, branch, value);
        }

        return Nature.IsTrue(value)
            ? Walk(branch.Kind == BranchKind.With ? value : dot, branch.Body)
            : Walk(dot, branch.Else);
    }

    private Progress Range(object? dot, BranchNode branch, object? value)
    {
        bool any = false;
        int visible = _variables.Count;
        _rendering.Budget.Spend((Nature.LengthOf(value) ?? 0) / Limits.StepUnits);
        foreach ((object? key, object? element) in Elements.Of(value))
        {
            any = true;
            SetVariables(branch.Pipeline, key, element);
            Progress progress = Walk(element, branch.Body);
            _variables.Pop(visible);
            if (progress == Progress.Break)
            {
                break;
            }

            _rendering.Budget.Spend();
        }

        return any ? Progress.On : Walk(dot, branch.Else);
    }

    /// <summary>One variable is the element, two are the key or index and the element.</summary>
    private void SetVariables(Pipeline pipeline, object? key, object? element)
    {
        IReadOnlyList<string> names = pipeline.Variables;
        if (names.Count == 0)
        {
            return;
        }

        _variables.Set(names[^1], element);
        if (names.Count > 1)
        {
            _variables.Set(names[0], key);
        }
    }
}

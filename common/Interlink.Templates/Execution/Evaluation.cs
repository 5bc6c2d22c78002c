using Interlink.Templates.Functions;
using Interlink.Templates.Nodes;
using Interlink.Templates.Values;

namespace Interlink.Templates.Execution;

/// <summary>Finds the values of pipelines.</summary>
internal sealed class Evaluation(string template, Variables variables, Budget budget)
{
    /// <summary>Stands for the argument that the first command of a pipeline does not get.</summary>
    private static readonly object Absent = new();

    /// <exception cref="TemplateException">It has no value.</exception>
    public object? Pipeline(object? dot, Pipeline pipeline)
    {
        object? value = Absent;
        foreach (Command command in pipeline.Commands)
        {
            value = At(command.Operands[0].Line, (dot, command, value, this), static of => of.Item4.Command(of.dot, of.command, of.value));
        }

        foreach (string variable in pipeline.Variables)
        {
            if (pipeline.Declares)
            {
                variables.Push(variable, value);
            }
            else
            {
                variables.Set(variable, value);
            }
        }

        return value;
    }

    /// <summary>Adds the place to what goes wrong.</summary>
    public TResult At<TState, TResult>(int line, TState state, Func<TState, TResult> action)
    {
        try
        {
            return action(state);
        }
        catch (TemplateFault fault)
        {
            throw new TemplateException(template, line, fault.Message, fault);
        }
    }

    private object? Command(object? dot, Command command, object? last)
    {
        budget.Spend();
        Operand first = command.Operands[0];
        if (first is FunctionOperand function)
        {
            return Call(dot, function.Name, command, last);
        }

        if (command.Operands.Count > 1 || !ReferenceEquals(last, Absent))
        {
            throw new TemplateFault($"{first} is no function and takes no arguments");
        }

        return first is LiteralOperand { Value: null } ? throw new TemplateFault("nil is no command") : Value(dot, first);
    }

    private object? Value(object? dot, Operand operand)
    {
        budget.Spend();
        switch (operand)
        {
            case DotOperand:
                return dot;
            case LiteralOperand literal:
                return literal.Value;
            case VariableOperand variable:
                return variables.Get(variable.Name);
            case FunctionOperand function:
                return Call(dot, function.Name, new Command([function]), Absent);
            case Pipeline pipeline:
                return Pipeline(dot, pipeline);
            case FieldsOperand fields:
                return Fields(Value(dot, fields.Owner), fields);
            default:
                throw new TemplateFault($"{operand} has no value");
        }
    }

    private static object? Fields(object? owner, FieldsOperand fields)
    {
        try
        {
            return fields.Names.Aggregate(owner, Nature.Member);
        }
        catch (TemplateFault fault)
        {
            throw new TemplateFault($"{fields}: {fault.Message}");
        }
    }

    /// <summary>What a function may have to look at.</summary>
    private static long Weight(object? value) => (value is string text ? text.Length : Nature.LengthOf(value) ?? 0) / Limits.StepUnits;

    private object? Call(object? dot, string name, Command command, object? last)
    {
        FunctionTable.TryFind(name, out Function? function);
        int count = command.Operands.Count - 1 + (ReferenceEquals(last, Absent) ? 0 : 1);
        if (count < function!.Least || count > function.Most)
        {
            string wanted = function.Least == function.Most ? $"{function.Least}"
                : count < function.Least ? $"at least {function.Least}" : $"at most {function.Most}";
            throw new TemplateFault($"{name} takes {wanted} arguments, not {count}");
        }

        var arguments = new List<object?>(count);
        foreach (Operand operand in command.Operands.Skip(1))
        {
            arguments.Add(Value(dot, operand));
            if ((name is "and" && !Nature.IsTrue(arguments[^1])) || (name is "or" && Nature.IsTrue(arguments[^1])))
            {
                return arguments[^1];
            }
        }

        if (!ReferenceEquals(last, Absent))
        {
            arguments.Add(last);
        }

        budget.Spend(arguments.Sum(Weight));
        object? value = function.Call(arguments);
        budget.Spend(Weight(value));
        return value;
    }
}

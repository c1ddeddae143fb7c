namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

/// <summary>A part of an expression.</summary>
internal abstract record CelNode
{
    /// <returns>A bool, long, double, string, list, map, or null.</returns>
    /// <exception cref="CelException">It has no value here.</exception>
    public abstract object? Evaluate(CelScope scope);
}

internal sealed record CelLiteral(object? Value) : CelNode
{
    public override object? Evaluate(CelScope scope) => Value;
}

internal sealed record CelName(string Name) : CelNode
{
    public override object? Evaluate(CelScope scope) => scope.Find(Name);
}

internal sealed record CelField(CelNode Target, string Name) : CelNode
{
    public override object? Evaluate(CelScope scope) => CelValues.Field(Target.Evaluate(scope), Name);
}

internal sealed record CelIndex(CelNode Target, CelNode Index) : CelNode
{
    public override object? Evaluate(CelScope scope) => CelValues.Item(Target.Evaluate(scope), Index.Evaluate(scope));
}

/// <summary>Whether a map has a field.</summary>
internal sealed record CelHas(CelField Field) : CelNode
{
    public override object? Evaluate(CelScope scope)
        => Field.Target.Evaluate(scope) is Dictionary<string, object?> map
            ? map.ContainsKey(Field.Name)
            : throw new CelException($"has() asks for a field of something that is no map: {Field.Name}");
}

internal sealed record CelList(IReadOnlyList<CelNode> Items) : CelNode
{
    public override object? Evaluate(CelScope scope) => Items.Select(item => item.Evaluate(scope)).ToList();
}

internal sealed record CelMap(IReadOnlyList<(CelNode Key, CelNode Value)> Entries) : CelNode
{
    public override object? Evaluate(CelScope scope)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries)
            map[key.Evaluate(scope) as string ?? throw new CelException("a map's key must be a text")] = value.Evaluate(scope);
        return map;
    }
}

internal sealed record CelConditional(CelNode Condition, CelNode Then, CelNode Else) : CelNode
{
    public override object? Evaluate(CelScope scope) => CelValues.Bool(Condition.Evaluate(scope)) ? Then.Evaluate(scope) : Else.Evaluate(scope);
}

/// <summary><c>&amp;&amp;</c> and <c>||</c>: where one side decides, the other's error does not matter, whichever comes first.</summary>
internal sealed record CelLogical(CelNode Left, CelNode Right, bool Decisive) : CelNode
{
    public override object? Evaluate(CelScope scope)
    {
        CelException? error = null;
        try
        {
            if (CelValues.Bool(Left.Evaluate(scope)) == Decisive)
                return Decisive;
        }
        catch (CelException left)
        {
            error = left;
        }

        var right = CelValues.Bool(Right.Evaluate(scope));
        return right == Decisive || error is null ? right : throw error;
    }
}

internal sealed record CelUnary(bool IsNot, CelNode Operand) : CelNode
{
    public override object? Evaluate(CelScope scope)
        => IsNot ? !CelValues.Bool(Operand.Evaluate(scope)) : CelValues.Arithmetic("-", CelValues.Zero(Operand.Evaluate(scope)), Operand.Evaluate(scope));
}

internal sealed record CelBinary(string Operator, CelNode Left, CelNode Right) : CelNode
{
    public override object? Evaluate(CelScope scope)
    {
        var (left, right) = (Left.Evaluate(scope), Right.Evaluate(scope));
        return Operator switch
        {
            "==" => CelValues.AreEqual(left, right),
            "!=" => !CelValues.AreEqual(left, right),
            "<" => CelValues.Compare(left, right) < 0,
            "<=" => CelValues.Compare(left, right) <= 0,
            ">" => CelValues.Compare(left, right) > 0,
            ">=" => CelValues.Compare(left, right) >= 0,
            "in" => CelValues.IsIn(left, right),
            _ => CelValues.Arithmetic(Operator, left, right),
        };
    }
}

internal sealed record CelCall(Func<object?[], object?> Function, IReadOnlyList<CelNode> Arguments) : CelNode
{
    public override object? Evaluate(CelScope scope) => Function([.. Arguments.Select(argument => argument.Evaluate(scope))]);
}

/// <summary><c>list.exists(x, condition)</c> and its like.</summary>
/// <param name="Decide">Tells the result by how many of how many meet the condition.</param>
internal sealed record CelQuantifier(CelNode Target, string Variable, CelNode Condition, Func<int, int, bool> Decide) : CelNode
{
    public override object? Evaluate(CelScope scope)
    {
        var items = Target.Evaluate(scope) switch
        {
            List<object?> list => list,
            Dictionary<string, object?> map => [.. map.Keys],
            _ => throw new CelException("a macro needs a list or a map"),
        };
        var met = items.Count(item => CelValues.Bool(Condition.Evaluate(new CelScope(Variable, item, scope))));
        return Decide(met, items.Count);
    }
}

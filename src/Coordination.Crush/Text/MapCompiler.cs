using System.Globalization;

namespace Coordination.Crush;

/// <summary>
/// Compiles a text: declarations, then buckets, then rules, then weight sets (FACTS §10). The sections follow each
/// other, so each can rely on all that stands above it.
/// </summary>
internal sealed class MapCompiler(ReadOnlySpan<char> text)
{
    private readonly TokenReader _reader = new(text);
    private readonly MapDraft _draft = new();

    public CrushMap Compile()
    {
        while (TryDeclaration())
        {
        }

        var recorded = new SortedDictionary<int, SortedDictionary<int, int>>();
        new BucketSection(_reader, _draft, recorded).Compile();
        if (_reader.Peek.Text == "rule")
            ClassShadows.Populate(_draft, recorded);
        new RuleSection(_reader, _draft).Compile();
        new WeightSetSection(_reader, _draft).Compile();
        if (!_reader.AtEnd)
            throw _reader.Peek.Error($"'{_reader.Peek.Text}' does not begin a bucket, a rule or choose_args here");
        return new CrushMap(_draft);
    }

    private bool TryDeclaration()
    {
        if (_reader.TryTake("tunable"))
            TakeTunable();
        else if (_reader.TryTake("device"))
            TakeDevice();
        else if (_reader.TryTake("type"))
            TakeType();
        else
            return false;
        return true;
    }

    private void TakeTunable()
    {
        Token name = _reader.TakeName("the name of a tunable");
        Token number = _reader.Take();
        if (!long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            throw number.Error($"a number expected, not '{number.Text}'");
        Tunables tunables = _draft.Tunables;
        if (!TunableText.TrySet(ref tunables, name.Text, value, out string problem))
            throw name.Error(problem);
        _draft.Tunables = tunables;
    }

    private void TakeDevice()
    {
        Token at = _reader.Peek;
        int id = _reader.TakeInt("the id of a device", 0, CrushLimits.MaxDeviceId);
        Token name = _reader.TakeName("the name of a device");
        if (_draft.ItemNames[id] is not null)
            throw at.Error($"device {id} is declared twice");
        if (_draft.ItemNames.Contains(name.Text))
            throw name.Error($"'{name.Text}' is declared twice");
        _draft.ItemNames.Set(id, name.Text);
        if (_reader.TryTake("class"))
            _draft.ItemClasses[id] = ClassId(_draft, _reader.TakeName("a device class").Text);
    }

    private void TakeType()
    {
        Token at = _reader.Peek;
        int id = _reader.TakeInt("the number of a type", 0, CrushLimits.MaxTypeId);
        Token name = _reader.TakeName("the name of a type");
        if (_draft.TypeNames[id] is not null)
            throw at.Error($"type {id} is declared twice");
        if (_draft.TypeNames.Contains(name.Text))
            throw name.Error($"type '{name.Text}' is declared twice");
        _draft.TypeNames.Set(id, name.Text);
    }

    /// <summary>The id of a class; classes are numbered in the order in which they are mentioned first.</summary>
    public static int ClassId(MapDraft draft, string name)
    {
        if (!draft.ClassNames.TryGetId(name, out int id))
            draft.ClassNames.Set(id = draft.ClassNames.Select(c => c.Key + 1).DefaultIfEmpty().Max(), name);
        return id;
    }
}

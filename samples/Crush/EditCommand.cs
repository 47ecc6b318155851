using Coordination.Crush;

namespace Coordination.Samples.Crush;

/// <summary>Changes a map: tunables first, then one operation.</summary>
internal static class EditCommand
{
    private static readonly string[] Tunables =
    [
        "--set-choose-total-tries", "--set-choose-local-tries", "--set-choose-local-fallback-tries",
        "--set-chooseleaf-descend-once", "--set-chooseleaf-vary-r", "--set-chooseleaf-stable",
        "--set-straw-calc-version",
    ];

    public static void Run(Arguments arguments)
    {
        CrushMapEditor editor = MapFile.Read(arguments.Next("IN")).Edit();
        string? deviceClass = arguments.TakeOption("--device-class");
        List<(string Type, string Bucket)> location = [];
        while (arguments.TryTake("--loc", 2, out string[] place))
            location.Add((place[0], place[1]));
        foreach (string option in Tunables)
        {
            if (arguments.TakeOption(option) is { } value)
                editor.SetTunable(option["--set-".Length..].Replace('-', '_'), ToTunable(value, option));
        }
        Operate(editor, arguments, [.. location], deviceClass);
        MapFile.Write(editor.ToMap(), arguments);
    }

    private static void Operate(CrushMapEditor editor, Arguments words, (string, string)[] location,
        string? deviceClass)
    {
        if (words.TryTake("--add-item", 3, out string[] a))
            editor.AddDevice(Arguments.ToInt(a[0], "ID"), ToWeight(a[1]), a[2], location);
        else if (words.TryTake("--update-item", 3, out a))
            editor.UpdateDevice(Arguments.ToInt(a[0], "ID"), ToWeight(a[1]), a[2], location);
        else if (words.TryTake("--remove-item", 1, out a))
            editor.Remove(a[0]);
        else if (words.TryTake("--reweight-item", 2, out a))
            editor.Reweight(a[0], ToWeight(a[1]));
        else if (words.TakeFlag("--reweight"))
            editor.ReweightAll();
        else if (words.TryTake("--add-bucket", 2, out a))
            editor.AddBucket(a[0], a[1], location);
        else if (words.TryTake("--move", 1, out a))
            editor.Move(a[0], location);
        else if (words.TryTake("--create-replicated-rule", 3, out a))
            editor.AddReplicatedRule(a[0], a[1], a[2], deviceClass);
        else if (words.TryTake("--create-simple-rule", 4, out a))
            editor.AddSimpleRule(a[0], a[1], a[2], ToIndep(a[3]), deviceClass);
        else if (words.TryTake("--remove-rule", 1, out a))
            editor.RemoveRule(a[0]);
        else if (words.TakeFlag("--rebuild-class-roots"))
            editor.RebuildClassShadows();
    }

    private static Weight ToWeight(string text) => Weight.TryParse(text, out Weight weight) ? weight
        : throw new UsageException($"'{text}' is not a weight");

    private static uint ToTunable(string text, string option) =>
        Arguments.ToInt(text, option) is var value and >= 0 ? (uint)value
            : throw new UsageException($"{option}: '{text}' is below 0");

    private static bool ToIndep(string mode) => mode switch
    {
        "indep" => true,
        "firstn" => false,
        _ => throw new UsageException($"'{mode}': firstn or indep"),
    };
}

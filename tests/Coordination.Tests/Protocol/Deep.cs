using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Coordination.Tests.Protocol;

/// <summary>
/// A value with everything in it as text, so that two can be compared whatever lists and buffers they hold.
/// </summary>
internal static class Deep
{
    public static string Text(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null or string or ZPath or Enum or bool:
                text.Append(CultureInfo.InvariantCulture, $"'{value}'");
                break;
            case IFormattable number when value.GetType().IsPrimitive:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case ReadOnlyMemory<byte> bytes:
                text.Append(Convert.ToHexString(bytes.Span));
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (object? element in list)
                    Append(text, element);
                text.Append(']');
                break;
            default:
                AppendProperties(text, value);
                break;
        }
    }

    private static void AppendProperties(StringBuilder text, object value)
    {
        text.Append(value.GetType().Name).Append('(');
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            text.Append(property.Name).Append('=');
            Append(text, property.GetValue(value));
            text.Append(' ');
        }

        text.Append(')');
    }
}

using System.Globalization;
using System.Text;
using System.Xml;

namespace RiskCluster.Cli.Plot;

/// <summary>Writes an SVG picture: rectangles, lines and text, on a white ground so that it reads alike in light and dark pages.</summary>
internal sealed class SvgWriter : IDisposable
{
    /// <summary>Colour of text and lines.</summary>
    public const string Ink = "#1f2933";

    /// <summary>Colour of what matters less.</summary>
    public const string Faint = "#6b7785";

    private const string Namespace = "http://www.w3.org/2000/svg";
    private readonly StringBuilder text = new();
    private readonly XmlWriter xml;

    /// <summary>A picture of a size, in pixels.</summary>
    public SvgWriter(double width, double height, string title)
    {
        xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true });
        xml.WriteStartElement("svg", Namespace);
        xml.WriteAttributeString("viewBox", $"0 0 {Number(width)} {Number(height)}");
        xml.WriteAttributeString("width", Number(width));
        xml.WriteAttributeString("height", Number(height));
        xml.WriteAttributeString("font-family", "Helvetica, Arial, 'DejaVu Sans', sans-serif");
        xml.WriteElementString("title", Namespace, title);
        Rectangle(0, 0, width, height, "#ffffff");
    }

    public void Rectangle(double x, double y, double width, double height, string fill, string? stroke = null)
    {
        xml.WriteStartElement("rect", Namespace);
        Attribute("x", x);
        Attribute("y", y);
        Attribute("width", width);
        Attribute("height", height);
        xml.WriteAttributeString("fill", fill);
        if (stroke is not null)
        {
            xml.WriteAttributeString("stroke", stroke);
            xml.WriteAttributeString("stroke-width", "2");
        }

        xml.WriteEndElement();
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke)
    {
        xml.WriteStartElement("line", Namespace);
        Attribute("x1", x1);
        Attribute("y1", y1);
        Attribute("x2", x2);
        Attribute("y2", y2);
        xml.WriteAttributeString("stroke", stroke);
        xml.WriteEndElement();
    }

    /// <summary>A line of text; <paramref name="anchor"/> (start, middle, end) says which point of it stands at x, and y is its base line.</summary>
    public void Text(double x, double y, string content, double size = 12, string anchor = "start", string fill = Ink, bool bold = false, bool upright = false)
    {
        xml.WriteStartElement("text", Namespace);
        Attribute("x", x);
        Attribute("y", y);
        Attribute("font-size", size);
        xml.WriteAttributeString("text-anchor", anchor);
        xml.WriteAttributeString("fill", fill);
        if (bold) xml.WriteAttributeString("font-weight", "bold");
        if (upright) xml.WriteAttributeString("transform", $"rotate(-90 {Number(x)} {Number(y)})");
        xml.WriteString(content);
        xml.WriteEndElement();
    }

    /// <summary>Ends the picture.</summary>
    public string Finish()
    {
        xml.WriteEndElement();
        xml.Flush();
        return text.Append('\n').ToString();
    }

    public void Dispose() => xml.Dispose();

    private void Attribute(string name, double value) => xml.WriteAttributeString(name, Number(value));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

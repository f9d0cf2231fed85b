"""Makes the Word template that ships for products: src/headstamp/documents/templates/product.docx."""

from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table

TARGET = Path(__file__).parents[1] / "src" / "headstamp" / "documents" / "templates" / "product.docx"


def main() -> None:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    for level, size in ((1, 18), (2, 12)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0x16, 0x21, 0x2E)
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"))
    page.header.paragraphs[0].text = "{{ office }}\t\t{{ handling }}"
    page.footer.paragraphs[0].text = "{{ footer }}"
    document.add_paragraph("{%p if banner %}")
    document.add_paragraph().add_run("{{ banner }}").bold = True
    document.add_paragraph("{%p endif %}")
    document.add_heading("{{ title }}", 1)
    document.add_paragraph("{{ number }}")
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{%p if section.title %}")
    document.add_heading("{{ section.title }}", 2)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for field in section.fields %}")
    line = document.add_paragraph("{{ field[0] }}: ")
    line.add_run("{{ field[1] }}").bold = True
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if section.table %}")
    _table(document.add_table(rows=4, cols=3))
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if section.text %}")
    document.add_paragraph("{{ section.text }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for note in notes %}")
    document.add_paragraph().add_run("{{ note }}").font.size = Pt(8)
    document.add_paragraph("{%p endfor %}")
    document.core_properties.author = "Headstamp"
    document.core_properties.title = "Product template"
    document.save(str(TARGET))


def _table(table: Table) -> None:
    """A table whose columns and rows are loops: headings, then one row for each of the section's."""
    table.style = "Table Grid"
    rows = [
        ("{%tc for heading in section.table.headings %}", "{{ heading }}", "{%tc endfor %}"),
        ("{%tr for row in section.table.rows %}", "", ""),
        ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    ]
    for line, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    for run in table.rows[0].cells[1].paragraphs[0].runs:
        run.bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)


if __name__ == "__main__":
    main()

"""Word documents for the tests: python-docx, and the parts that it cannot write put in as XML."""

import io
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOTE_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def body(*elements):
    """A document whose body is these elements, given as XML without namespace declarations."""
    document = docx.Document()
    for element in list(document.element.body):
        if not element.tag.endswith("sectPr"):
            document.element.body.remove(element)
    for at, xml in enumerate(elements):
        document.element.body.insert(at, parse_xml(declared(xml)))
    return document


def declared(xml):
    head, rest = xml.split(">", 1)
    closing = "/" if head.endswith("/") else ""
    return f"{head.removesuffix('/')} {nsdecls('w', 'r')}{closing}>{rest}"


def p(*runs, props=""):
    return f"<w:p><w:pPr>{props}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text, props=""):
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def sup(text):
    return r(text, '<w:vertAlign w:val="superscript"/>')


def tc(*content, props=""):
    inner = "".join(c if c.startswith(("<w:p>", "<w:tbl>")) else p(c) for c in content or ("",))
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"


def tr(*cells, props=""):
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(c if c.startswith('<w:tc>') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows, props=""):
    return f"<w:tbl><w:tblPr>{props}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def footnote(number):
    return f'<w:r><w:rPr/><w:footnoteReference w:id="{number}"/></w:r>'


def endnote(number):
    return f'<w:r><w:rPr/><w:endnoteReference w:id="{number}"/></w:r>'


def with_notes(document, kind, texts):
    """The document's bytes with a footnotes (or endnotes) part holding `texts` by id, as Word writes it."""
    one = kind.removesuffix("s")
    notes = f'<w:{one} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{one}>'
    for identity, text in texts.items():
        notes += (
            f'<w:{one} w:id="{identity}"><w:p><w:r><w:{one}Ref/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:{one}>'
        )
    part = f"<w:{kind} {W}>{notes}</w:{kind}>"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return edited(
        saved(document),
        {f"word/{kind}.xml": part},
        (
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/word/{kind}.xml" ContentType="{kinds}.{kind}+xml"/></Types>',
        ),
        (
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rIdNotes{kind}" Type="{_NOTE_TYPE.format(kind)}" Target="{kind}.xml"/></Relationships>',
        ),
    )  # fmt: skip


def edited(content, added, *changes):
    """A package with members added and strings in its parts replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            for member, before, after in changes:
                if member == info.filename:
                    assert before.encode() in data
                    data = data.replace(before.encode(), after.encode())
            new.writestr(info.filename, data)
        for member, text in added.items():
            new.writestr(member, text)
    return buffer.getvalue()


def numbering(document, levels, num_id="77"):
    """Adds a list of the given levels, each (format, text, start), and the properties that use it by level."""
    root = document.part.numbering_part.element
    shapes = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text, start) in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="{num_id}">{shapes}</w:abstractNum>'
    root.insert(0, parse_xml(declared(abstract)))
    root.append(parse_xml(declared(f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{num_id}"/></w:num>')))


def listed(level, num_id="77"):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'

"""Workbooks with their parts changed, for the tests of what the second look finds."""

import io
import zipfile

SHEET1 = "xl/worksheets/sheet1.xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rebuilt(data, change=lambda name, part: part, extra=(), compression=zipfile.ZIP_DEFLATED):
    """Return the package with its parts changed, and parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in extra:
            new.writestr(name, part)
    return out.getvalue()


def replaced(part_name, old, new, count=-1):
    """Return a change of one part that must find its place."""

    def change(name, part):
        if name != part_name:
            return part
        assert old in part
        return part.replace(old, new, count)

    return change


def sheet1(old, new, count=-1):
    """Return a change of the first sheet's XML that must find its place."""
    return replaced(SHEET1, old, new, count)


def linked(kind, target, attributes=""):
    """Return the relations of the first sheet with one link."""
    link = f'<Relationship Id="rId9" Type="{RELATIONS}/{kind}" Target="{target}"{attributes}/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return ("xl/worksheets/_rels/sheet1.xml.rels", f'<Relationships xmlns="{space}">{link}</Relationships>')

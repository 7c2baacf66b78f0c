"""Seeded damage to a workbook: to its bytes, to the parts of its package, to the nodes of its XML."""

import copy
import io
import lzma
import random
import warnings
import zipfile
import zlib
from collections.abc import Callable
from typing import Final
from xml.etree import ElementTree

from tests.corpus.plain_reader import MAIN
from tests.corpus.workbooks import unpack

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HOSTILE: Final = (
    *(
        "",
        " ",
        "0",
        "1",
        "-1",
        "2.5",
        "3",
        "007",
        "1e3",
        "1E+400",
        "-0",
        "NaN",
        "inf",
        "#REF!",
        "999999999999999999",
    ),
    *(
        "TRUE",
        "１２",
        "1,000",
        "12人",
        "约5",
        "²",
        "５０％",
        "50%",
        " 3",
        "3 ",
        "3\u200b",
        "\ufeff3",
        "=1+1",
        "合计",
        "注：x",
    ),
    *(
        "S001",
        "s001",
        "Ｓ００２",
        "S999",
        "东河站",
        "辖区人口",
        "总编制",
        "站点编码",
        "编制下限",
        "单位",
        "\u202e",
        "-",
        "—",
        "无",
    ),
    *(
        "0.30000000000000004",
        "2025-01-03",
        "45660",
        "A1",
        "XFD1048576",
        "x" * 1100,
        "hidden",
        "n",
        "s",
        "str",
        "e",
        "b",
        "inlineStr",
    ),
)
ATTRIBUTES: Final = (
    "r",
    "t",
    "s",
    "hidden",
    "state",
    "name",
    "ref",
    "Id",
    "Target",
    "date1904",
    "min",
    "max",
    "spans",
    "count",
)
EXTRA: Final = (
    '<mergeCells xmlns="{m}" count="1"><mergeCell ref="D3:D4"/></mergeCells>',
    '<f xmlns="{m}">1+1</f>',
    '<f xmlns="{m}">[1]x!A1</f>',
    '<v xmlns="{m}">7</v>',
    '<c xmlns="{m}" r="D3"><v>9</v></c>',
    '<c xmlns="{m}"><v>9</v></c>',
    '<row xmlns="{m}" r="3"><c r="E3"><v>9</v></c></row>',
    '<row xmlns="{m}"><c r="A10" t="str"><v>合计</v></c><c r="D10"><v>18</v></c></row>',
    '<cols xmlns="{m}"><col min="5" max="5" hidden="1"/></cols>',
    '<r xmlns="{m}"><t>7</t></r>',
    '<rPh xmlns="{m}" sb="0" eb="1"><t>7</t></rPh>',
)
Damage = Callable[[bytes, random.Random], bytes]


def mutated(data: bytes, number: int) -> bytes:
    """Return mutation ``number`` of a workbook: one damage, now and then three."""
    rng = random.Random(f"workbook {number}")
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        damage: Damage = rng.choices((_bytes, _parts, _nodes), (2, 2, 6))[0]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # zipfile warns of names that stand twice
                data = damage(data, rng)
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            KeyError,
            ValueError,
            EOFError,
            OSError,
            NotImplementedError,
        ):
            return data  # the damage before it went too deep for another
    return data


# -- bytes --------------------------------------------------------------------------------------------------


def _bytes(data: bytes, rng: random.Random) -> bytes:
    start, size = rng.randrange(max(1, len(data))), rng.choice((1, 1, 2, 4, 30, 500))
    end = start + size
    kind = rng.randrange(6)
    if kind == 0:
        return data[:start]
    if kind == 1:
        return data[:start] + data[end:]
    if kind == 2:
        return data[:start] + rng.randbytes(size) + data[start:]
    if kind == 3:
        return data[:start] + bytes(len(data[start:end])) + data[end:]
    if kind == 4:
        return data[:start] + data[start:end] * 2 + data[end:]
    flipped = bytes(byte ^ (1 << rng.randrange(8)) for byte in data[start : start + 1])
    return data[:start] + flipped + data[start + 1 :]


# -- parts --------------------------------------------------------------------------------------------------


def _parts(data: bytes, rng: random.Random) -> bytes:
    parts = list(unpack(data).items())
    one, other = rng.randrange(len(parts)), rng.randrange(len(parts))
    name, content = parts[one]
    method = zipfile.ZIP_DEFLATED
    kind = rng.randrange(10)
    if kind == 0:
        del parts[one]
    elif kind == 1:
        parts.append((name, parts[other][1]))
    elif kind == 2:
        parts[one], parts[other] = (name, parts[other][1]), (parts[other][0], content)
    elif kind == 3:
        rng.shuffle(parts)
    elif kind == 4:
        parts[one] = (
            rng.choice((name.upper(), f"{name}x", f"../{name}", name.replace("1", "2"), f"/{name}")),
            content,
        )
    elif kind == 5:
        parts[one] = (name, rng.choice((b"", b"x", b"<x/>", content[: len(content) // 2], content * 2)))
    elif kind == 6:
        parts.append(
            (
                rng.choice(("xl/vbaProject.bin", "xl/x.xml", "customXml/item1.xml", "xl/calcChain.xml")),
                b"<x/>",
            )
        )
    elif kind == 7:
        parts[one] = (name, content.decode("utf-8").encode(rng.choice(("utf-16", "utf-8-sig", "gb18030"))))
    else:
        method = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    return _pack(parts, method)


def _pack(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


# -- nodes --------------------------------------------------------------------------------------------------


def _nodes(data: bytes, rng: random.Random) -> bytes:
    parts = unpack(data)
    likely = [name for name in parts if "sheet" in name or "Strings" in name or "workbook" in name]
    name = rng.choice(likely if rng.random() < 0.9 else list(parts))
    try:
        root = ElementTree.fromstring(parts[name])
    except ElementTree.ParseError:
        return data
    for _ in range(rng.choice((1, 1, 2))):
        _change_node(root, rng)
    ElementTree.register_namespace("", root.tag.partition("}")[0].removeprefix("{"))
    ElementTree.register_namespace("r", RELATIONS)
    return _pack(
        list({**parts, name: ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)}.items())
    )


def _change_node(root: ElementTree.Element, rng: random.Random) -> None:
    parents = [node for node in root.iter() if len(node)]
    if not parents:
        return
    parent = rng.choice(parents)
    place = rng.randrange(len(parent))
    node = parent[place]
    kind = rng.randrange(9)
    if kind == 0:
        parent.remove(node)
    elif kind == 1:
        parent.insert(place, copy.deepcopy(node))
    elif kind == 2:
        parent.remove(node)
        rng.choice(parents).append(node)
    elif kind == 3:
        other = rng.randrange(len(parent))
        parent[place], parent[other] = parent[other], node
    elif kind == 4 and node.attrib:
        del node.attrib[rng.choice(list(node.attrib))]
    elif kind == 5:
        node.set(rng.choice([*node.attrib, *ATTRIBUTES]), rng.choice(HOSTILE))
    elif kind == 6:
        parent.insert(place, ElementTree.fromstring(rng.choice(EXTRA).format(m=MAIN.strip("{}"))))
    else:
        texts = [node for node in root.iter() if node.text]
        rng.choice(texts or [node]).text = rng.choice(HOSTILE)

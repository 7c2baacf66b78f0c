"""Elements of WordprocessingML, where python-docx has no call of its own."""

from typing import Any


def element(name: str) -> Any:
    """Return a new element of the main namespace."""
    from docx.oxml import OxmlElement

    return OxmlElement(f"w:{name}")


def child(parent: Any, name: str) -> Any:
    """Return the only child of a name, made anew where it stands already."""
    from docx.oxml.ns import qn

    for old in parent.findall(qn(f"w:{name}")):
        parent.remove(old)
    made = element(name)
    parent.append(made)
    return made


def attributes(target: Any, **values: object) -> Any:
    """Set attributes of the main namespace; return the element."""
    from docx.oxml.ns import qn

    for name, value in values.items():
        target.set(qn(f"w:{name}"), str(value))
    return target

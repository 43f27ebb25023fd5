"""Files as LibreOffice is given them: copies; web pages without what they would fetch; flat XML packed."""

import base64
import codecs
import email
import re
import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_ACTIVE = ("script", "iframe", "frame", "object", "embed", "applet", "link", "base", "meta", "del")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def prepare_input(path: Path, kind: str, copy: Path) -> bool:
    """Copies a file for LibreOffice; True where that is all and LibreOffice is not needed."""
    if kind == "flat-opc":
        _pack_flat(path, copy)
        return True
    if kind in ("html", "mhtml"):
        data = path.read_bytes()
        copy.write_bytes(_clean_page(_page_in_archive(data) if kind == "mhtml" else data))
    else:
        shutil.copyfile(path, copy)
    return False


def _pack_flat(path: Path, copy: Path) -> None:
    """A .docx written as one XML file, packed again."""
    parts = etree.parse(str(path), etree.XMLParser(resolve_entities=False, huge_tree=True)).getroot()
    types = etree.Element(f"{{{_TYPES}}}Types")
    with ZipFile(copy, "w", ZIP_DEFLATED) as package:
        for part in parts.iter(_PKG + "part"):
            name = part.get(_PKG + "name") or ""
            etree.SubElement(
                types,
                f"{{{_TYPES}}}Override",
                PartName=name,
                ContentType=part.get(_PKG + "contentType") or "",
            )
            xml, binary = part.find(f"{_PKG}xmlData/*"), part.find(_PKG + "binaryData")
            data = etree.tostring(xml) if xml is not None else b""
            data = base64.b64decode(binary.text or "") if binary is not None else data
            package.writestr(ZipInfo(name.lstrip("/")), data)
        package.writestr(ZipInfo("[Content_Types].xml"), etree.tostring(types))


def _page_in_archive(data: bytes) -> bytes:
    """The first page of a web archive (.mht); ValueError where it has none."""
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html" and isinstance(
            page := part.get_payload(decode=True), bytes
        ):
            text = _decode_page(page, part.get_content_charset())
            return text.encode("utf-8")
    raise ValueError("no page")


def _clean_page(data: bytes) -> bytes:
    """A page in UTF-8 that asks for nothing from outside; each picture is a dot."""
    text = re.sub(r"^\s*<\?xml[^>]*>", "", _decode_page(data, None))
    root = etree.fromstring(text.encode("utf-8"), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in list(root.iter(etree.Element)):
        if element.tag in _ACTIVE or _HIDDEN.search(element.get("style") or ""):
            _remove(element)
    for element in root.iter(etree.Element):
        for name in ("src", "background", "data", "style"):
            if name in element.attrib and not (
                name == "style" and "url(" not in element.attrib[name].lower()
            ):
                del element.attrib[name]
        if element.tag == "img":
            element.set("src", _DOT)
        if element.tag == "style":
            element.text = re.sub(r"(?i)@import[^;]*;|url\([^)]*\)", "", element.text or "")
    head = b'<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    page: bytes = etree.tostring(root, encoding="utf-8", method="html")
    return re.sub(rb"<html[^>]*>", lambda match: match[0] + head, page, count=1)


def _decode_page(data: bytes, named: str | None) -> str:
    """UTF-8 where it is that, else as the page says of itself, else as Chinese offices write."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    says = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    own = named or (says[1].decode("ascii") if says else "gb18030")
    own = "gb18030" if own.lower() in ("gb2312", "gbk", "gb18030", "utf-8") else own
    for coding in ("utf-8-sig", own):
        try:
            return data.decode(coding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _remove(element: etree._Element) -> None:
    """Takes an element out and leaves what follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)

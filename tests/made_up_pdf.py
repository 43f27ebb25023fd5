"""PDF pages drawn by hand: every line and character stands exactly where a test puts it.

The one font is not embedded and has a predefined Chinese encoding, as in files of older office programs.
"""

from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.0


@dataclass
class Sheet:
    """A page. All coordinates are points from the top left."""

    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, float, float, str]] = field(default_factory=list)
    rotation: int = 0

    def write(
        self, x: float, base: float, text: str, *, size: float = SIZE, look: str = "", told: str = ""
    ) -> None:
        """One line of text from `x` on its baseline. `told` is the text that the file says it stands for."""
        code = text.encode("utf-16-be").hex().upper()
        shown = f"{look} BT /F1 {size} Tf 1 0 0 1 {x} {HEIGHT - base} Tm <{code}> Tj ET 0 g"
        if told:
            meant = "FEFF" + told.encode("utf-16-be").hex().upper()
            shown = f"/Span <</ActualText <{meant}>>> BDC {shown} EMC"
        self.parts.append(shown)

    def note(self, kind: str, x: float, base: float, text: str) -> None:
        """Text that lies on the page without being of it: a `FreeText`, a `Stamp`, a `Widget` to fill in."""
        self.notes.append((kind, x, base, text))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.parts.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def fill(self, x: float, y: float, wide: float, high: float, color: str) -> None:
        """A box without a border over what was drawn before."""
        self.parts.append(f"q {color} {x} {HEIGHT - y - high} {wide} {high} re f Q")

    def grid(self, xs: list[float], ys: list[float], rows: list[list[str]]) -> None:
        """A ruled table, with the lines of each cell's text from its top left."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for top, texts in zip(ys, rows, strict=False):
            for left, text in zip(xs, texts, strict=False):
                for number, line in enumerate(text.split("\n") if text else ()):
                    self.write(left + 4, top + 13 + 13 * number, line)

    def picture(
        self,
        x: float = 0,
        y: float = 0,
        wide: float = WIDTH,
        high: float = HEIGHT,
        *,
        blank: bool = False,
        color: tuple[int, int, int] = (0, 0, 0),
        mask: bool = False,
    ) -> None:
        """A picture, over the whole page where nothing else is said: with something like writing on it, or
        `blank`; `mask`: it lets through nearly all that lies beneath."""
        if mask:
            rows = "".join("FFFFFFFFFF" if row % 20 else "FFFF00FFFF" for row in range(60))
            place = f"{wide} 0 0 {high} {x} {HEIGHT - y - high} cm"
            self.parts.append(f"q 0.9 g {place} BI /W 40 /H 60 /IM true /F /AHx ID {rows}> EI 0 g Q")
            return
        ink = bytes(color)
        dots = b"".join(
            b"\xee\xee\xee" if blank or row % 3 == 0 or (column * row) % 5 < 3 else ink
            for row in range(60)
            for column in range(40)
        )
        shown = f"q {wide} 0 0 {high} {x} {HEIGHT - y - high} cm BI /W 40 /H 60 /BPC 8 /CS /RGB /F /AHx ID "
        self.parts.append(f"{shown}{dots.hex()}> EI Q")


def write_pdf(path: Path, *sheets: Sheet, locked: bool = False, digits_off: bool = False) -> Path:
    """`locked`: it asks for a password that nobody has. `digits_off`: the file says of each digit that it is
    the next one."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *_font(digits_off=digits_off)]
    kids = []
    for sheet in sheets:
        content = "\n".join(sheet.parts).encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        contents = len(objects)
        notes = [_note(objects, *note) for note in sheet.notes]
        kids.append(f"{len(objects) + 1} 0 R")
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {sheet.rotation}"
            f"/Annots[{' '.join(notes)}]/Resources<</Font<</F1 3 0 R>>>>/Contents {contents} 0 R>>"
        )
        objects.append(page.encode())
    fields = [f"{number} 0 R" for number, thing in enumerate(objects, 1) if b"/Subtype/Widget" in thing]
    if fields:
        objects[0] = f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{' '.join(fields)}]>>>>".encode()
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    path.write_bytes(_file(objects, locked=locked))
    return path


def _note(objects: list[bytes], kind: str, x: float, base: float, text: str) -> str:
    """Adds the note and what it looks like; gives its place in the file."""
    look = f"BT /F1 {SIZE} Tf 0 2 Td <{text.encode('utf-16-be').hex().upper()}> Tj ET".encode()
    wide, high = SIZE * len(text), SIZE * 1.4
    shape = f"/Type/XObject/Subtype/Form/BBox[0 0 {wide} {high}]/Resources<</Font<</F1 3 0 R>>>>".encode()
    objects.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (shape, len(look), look))
    rect = f"{x} {HEIGHT - base - 2} {x + wide} {HEIGHT - base - 2 + high}"
    ap = f"<</Type/Annot/Subtype/{kind}/FT/Tx/T(a)/F 4/Rect[{rect}]/AP<</N {len(objects)} 0 R>>>>"
    objects.append(ap.encode())
    return f"{len(objects)} 0 R"


_NEXT_DIGITS = b"""begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
4 beginbfrange <0000> <002F> <0000> <0030> <0038> <0031> <0039> <0039> <0030> <003A> <FFFF> <003A> endbfrange
endcmap"""


def _font(*, digits_off: bool) -> list[bytes]:
    """Objects 3 to 6; Latin characters are half as wide as Chinese ones."""
    told = b"/ToUnicode 6 0 R" if digits_off else b""
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]%s>>"
        % told,
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000/W[1 95 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(_NEXT_DIGITS), _NEXT_DIGITS),
    ]


def _file(objects: list[bytes], *, locked: bool) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, lock if locked else b"")
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)

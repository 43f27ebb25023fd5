"""Pages drawn for tests as a scanner or a telephone shows them, with the place of everything known."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from corpora.scans.seals import SERIF, find_font
from extract.scan.lattice import Lattice, LatticeCell, find_lattices
from extract.scan.ocr import Character, Quad, Reading
from extract.scan.pictures import Image, Picture
from extract.scan.ruling import find_ink, find_strokes

Points = NDArray[np.float32]
Box = tuple[float, float, float, float]

PAPER, BLACK = 250, 40
NO_FONT = "没有找到中文字体 / no Chinese font is found"


@functools.cache
def has_font() -> bool:
    try:
        name = load_font(20).getname()
    except OSError:
        return False
    return "CJK" in str(name) or "Ming" in str(name) or "Song" in str(name)


@functools.cache
def load_font(size: int) -> ImageFont.FreeTypeFont:
    file, index = find_font(SERIF, False)
    return ImageFont.truetype(file, size, index=index)


@dataclass(frozen=True)
class Ruled:
    """A ruled table: where its lines lie, what stands in its cells by row and column, and which cells are
    merged: row, column, row span, column span."""

    xs: Sequence[int]
    ys: Sequence[int]
    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Sequence[tuple[int, int, int, int]] = ()
    shade: int = BLACK
    thick: int = 2
    size: int = 26

    def span(self, row: int, column: int) -> tuple[int, int]:
        """Over how many rows and columns a cell reaches; 0 where another covers it."""
        for r, c, deep, wide in self.merged:
            if r <= row < r + deep and c <= column < c + wide:
                return (deep, wide) if (r, c) == (row, column) else (0, 0)
        return 1, 1

    def box(self, row: int, column: int) -> tuple[int, int, int, int]:
        deep, wide = self.span(row, column)
        return self.xs[column], self.ys[row], self.xs[column + wide], self.ys[row + deep]

    def places(self) -> list[tuple[int, int, int, int]]:
        """Row, column and spans of all its cells in reading order."""
        every = [(r, c, *self.span(r, c)) for r in range(len(self.ys) - 1) for c in range(len(self.xs) - 1)]
        return [place for place in every if place[2]]


@dataclass(frozen=True)
class Shown:
    """A page in a picture. `texts` are where text stands on the page, `where` takes places of the page to
    places in the picture."""

    pixels: Image
    texts: tuple[Quad, ...] = ()
    where: Callable[[Points], Points] = lambda points: points

    @property
    def grey(self) -> Image:
        return np.ascontiguousarray(self.pixels[:, :, 0])

    @property
    def seen_texts(self) -> list[Quad]:
        return [self.where(quad) for quad in self.texts]

    def picture(self, width: float = 595.0) -> Picture:
        high, wide = self.pixels.shape[:2]
        return Picture(self.pixels, width, width * high / wide)

    def place(self, box: Box) -> Box:
        """The box, in the picture, around a box of the page."""
        x0, y0, x1, y1 = box
        corners = self.where(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32))
        low, high = corners.min(axis=0), corners.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def leaning(self, degrees: float) -> "Shown":
        """Turned clockwise about its middle."""
        high, wide = self.pixels.shape[:2]
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), -degrees, 1.0)
        return self._warped(np.vstack([turn, [0.0, 0.0, 1.0]]).astype(np.float64))

    def tilted(self, by: float) -> "Shown":
        """Seen from below: the upper edge narrower by that part on either side."""
        high, wide = self.pixels.shape[:2]
        page = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
        seen = page + np.array([[by * wide, by * high], [-by * wide, by * high], [0, 0], [0, 0]], np.float32)
        return self._warped(
            np.asarray(cv2.getPerspectiveTransform(page, seen.astype(np.float32)), np.float64)
        )

    def bent(self, by: float) -> "Shown":
        """Sagging in the middle by so many pixels, half as much more at the foot."""
        high, wide = self.pixels.shape[:2]

        def sag(xs: NDArray[np.float32], ys: NDArray[np.float32]) -> NDArray[np.float32]:
            return np.asarray(by * 4 * (xs / wide) * (1 - xs / wide) * (1 + 0.5 * ys / high), np.float32)

        ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
        upper = ys - sag(xs, ys)
        for _ in range(3):  # the place on the page whose sagging ends here
            upper = ys - sag(xs, upper)
        drawn = cv2.remap(self.pixels, xs, upper, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

        def where(points: Points) -> Points:
            before = self.where(points)
            lower = before[:, 1] + sag(before[:, 0], before[:, 1])
            return np.column_stack([before[:, 0], lower]).astype(np.float32)

        return replace(self, pixels=np.asarray(drawn, np.uint8), where=where)

    def turned(self, quarters: int) -> "Shown":
        """Lying on its side or its head: turned clockwise."""
        high, wide = self.pixels.shape[:2]
        turns = {
            0: [[1, 0, 0], [0, 1, 0]],
            1: [[0, -1, high], [1, 0, 0]],
            2: [[-1, 0, wide], [0, -1, high]],
            3: [[0, 1, 0], [-1, 0, wide]],
        }
        turn = np.array(turns[quarters], np.float32)
        return replace(
            self,
            pixels=np.ascontiguousarray(np.rot90(self.pixels, -quarters)),
            where=lambda points: np.asarray(self.where(points) @ turn[:, :2].T + turn[:, 2], np.float32),
        )

    def _warped(self, how: NDArray[np.float64]) -> "Shown":
        high, wide = self.pixels.shape[:2]
        drawn = cv2.warpPerspective(
            self.pixels, how, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )

        def where(points: Points) -> Points:
            before = self.where(points).reshape(-1, 1, 2)
            return np.asarray(cv2.perspectiveTransform(before, how).reshape(-1, 2), np.float32)

        return replace(self, pixels=np.asarray(drawn, np.uint8), where=where)


def draw_page(
    *tables: Ruled, lines: Sequence[tuple[int, int, str]] = (), size: tuple[int, int] = (1000, 1400)
) -> Shown:
    """A page with tables, and with lines of text (x, y of the top left corner)."""
    sheet = Pillow.new("L", size, PAPER)
    pen = ImageDraw.Draw(sheet)
    texts: list[Quad] = []
    for table in tables:
        for row, column, _, _ in table.places():
            x0, y0, x1, y1 = table.box(row, column)
            for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                pen.line(edge, fill=table.shade, width=table.thick)
            for n, line in enumerate(table.texts.get((row, column), "").split("\n")):
                texts += _write(pen, x0 + 14, y0 + 12 + round(1.35 * table.size * n), line, table.size)
    for x, y, line in lines:
        texts += _write(pen, x, y, line, 26)
    return Shown(np.repeat(np.asarray(sheet, np.uint8)[:, :, None], 3, axis=2), tuple(texts))


def _write(pen: ImageDraw.ImageDraw, x: int, y: int, text: str, size: int) -> list[Quad]:
    if not text:
        return []
    font = load_font(size)
    left, top, right, bottom = font.getbbox(text)
    pen.text((x - left, y - top), text, fill=BLACK, font=font)
    x1, y1 = x + right - left, y + bottom - top
    return [np.array([[x - 2, y - 2], [x1 + 2, y - 2], [x1 + 2, y1 + 2], [x - 2, y1 + 2]], np.float32)]


def streaked(shown: Shown, x: int, shade: int = 190) -> Shown:
    """With the streak that dirt on the glass of a scanner draws from the top of the page to its foot."""
    pixels = shown.pixels.copy()
    pixels[:, x : x + 2] = np.minimum(pixels[:, x : x + 2], shade)
    return replace(shown, pixels=pixels)


def speckled(shown: Shown, count: int, seed: int = 7, most: int = 3) -> Shown:
    """With dots of dirt, up to so many pixels wide."""
    dice = np.random.default_rng(seed)
    pixels = shown.pixels.copy()
    for _ in range(count):
        y, x = dice.integers(0, pixels.shape[0]), dice.integers(0, pixels.shape[1])
        side = int(dice.integers(1, most + 1))
        pixels[y : y + side, x : x + side] = BLACK
    return replace(shown, pixels=pixels)


def broken(shown: Shown, every: int, gap: int, *, across: bool = True, down: bool = True) -> Shown:
    """With gaps in all that runs across, in all that runs down: the first after half a step."""
    pixels = shown.pixels.copy()
    high, wide = pixels.shape[:2]
    gone = np.zeros((high, wide), np.bool_)
    if across:
        gone |= (np.arange(wide) + every // 2) % every < gap
    if down:
        gone |= ((np.arange(high) + every // 2) % every < gap)[:, None]
    pixels[gone] = PAPER
    return replace(shown, pixels=pixels)


def one_bit(shown: Shown) -> Shown:
    """Of black and white alone, as from a fax."""
    return replace(shown, pixels=np.where(shown.pixels > 150, 255, 0).astype(np.uint8))


def find_tables(shown: Shown) -> list[Lattice]:
    """The tables of a page that is straight as it is."""
    grey = shown.grey
    return find_lattices(grey, find_ink(grey), find_strokes(grey), shown.seen_texts)


def places_of(cells: Sequence[LatticeCell]) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.column_span) for c in cells]


@dataclass(frozen=True)
class Written:
    """A line of print by itself, dark on light, and what a true reading of it says."""

    grey: Image
    reading: Reading

    @property
    def dark(self) -> NDArray[np.bool_]:
        return np.asarray(self.grey < 150, np.bool_)

    def read_as(self, text: str, sure: float = 0.99) -> Reading:
        """A reading with other characters at the same places, "~" for one that was overlooked."""
        pairs = zip(self.reading.characters, text, strict=True)
        return Reading(tuple(replace(c, text=t, probability=sure) for c, t in pairs if t != "~"))


def write_line(text: str, size: int = 40, closer: Mapping[int, int] | None = None) -> Written:
    """`closer`: by how many pixels a character is moved to the one before it."""
    font, pad = load_font(size), size // 2
    sheet = Pillow.new("L", (size * len(text) + 2 * pad, 2 * size), PAPER)
    pen, x, middles = ImageDraw.Draw(sheet), float(pad), []
    for n, sign in enumerate(text):
        x -= (closer or {}).get(n, 0)
        pen.text((x, size // 4), sign, fill=BLACK, font=font)
        left, _, right, _ = font.getbbox(sign)
        middles.append(x + (left + right) / 2)
        x += font.getlength(sign)
    grey = np.asarray(sheet, np.uint8)[:, : round(x) + pad]
    characters = [Character(t, m / grey.shape[1], 0.99) for t, m in zip(text, middles, strict=True)]
    return Written(np.ascontiguousarray(grey), Reading(tuple(characters)))

"""What a picture is by its first bytes."""

PICTURES = frozenset({"jpg", "png", "tif", "bmp", "webp", "gif", "jp2"})
"""The kinds that can be read."""

_STARTS = {
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"II*\0": "tif",
    b"MM\0*": "tif",
    b"II+\0\x08\0\0\0": "tif",
    b"MM\0+\0\x08\0\0": "tif",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"\0\0\0\x0cjP  \r\n": "jp2",
    b"\xff\x4f\xff\x51": "jp2",
    b"\xd7\xcd\xc6\x9a": "wmf",
}
_CAMERA_BRANDS = {
    b"heic": "heic",
    b"heix": "heic",
    b"hevc": "heic",
    b"heim": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
    b"avif": "avif",
}
_BMP_HEADERS = frozenset(bytes([size, 0, 0, 0]) for size in (12, 40, 52, 56, 64, 108, 124))
"""Bytes of the header: each version of the format has its own."""


def find_picture_kind(head: bytes) -> str | None:
    """The kind of a picture by its first bytes; None where they are of something else."""
    found = (kind for start, kind in _STARTS.items() if head.startswith(start))
    if kind := next(found, None):
        return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"BM") and head[6:10] == bytes(4) and head[14:18] in _BMP_HEADERS:
        return "bmp"
    if head.startswith(b"\1\0\0\0") and head[40:44] == b" EMF":
        return "emf"
    return _CAMERA_BRANDS.get(head[8:12]) if head[4:8] == b"ftyp" else None

"""The program's icon: drawn once, in `resources/icon.svg`, and made into what each system wants of it."""

import struct
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from soleflip_desktop.paths import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = "resources/icon.svg"
WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)
# https://en.wikipedia.org/wiki/Apple_Icon_Image_format: the kinds that hold a PNG, by its side.
MAC_SIZES = {"ic11": 32, "ic12": 64, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}


def application_icon() -> QIcon:
    return QIcon(str(shipped(SOURCE)))


def write_icon(target: Path) -> Path:
    """Writes the icon as `.ico`, `.icns` or `.png`, for a program's file; needs no application."""
    kinds: dict[str, Callable[[], bytes]] = {
        ".ico": windows_icon,
        ".icns": mac_icon,
        ".png": lambda: png(256),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(kinds[target.suffix]())
    return target


def png(side: int) -> bytes:
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(shipped(SOURCE))).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def windows_icon() -> bytes:
    """Several PNG files behind a directory (Windows Vista and later)."""
    pictures = [(side, png(side)) for side in WINDOWS_SIZES]
    directory = [struct.pack("<HHH", 0, 1, len(pictures))]
    place = 6 + 16 * len(pictures)
    for side, picture in pictures:
        byte = side % 256  # 256 is written as 0
        directory.append(struct.pack("<BBBBHHII", byte, byte, 0, 0, 1, 32, len(picture), place))
        place += len(picture)
    return b"".join((*directory, *(picture for _, picture in pictures)))


def mac_icon() -> bytes:
    parts = []
    for kind, side in MAC_SIZES.items():
        picture = png(side)
        parts.append(kind.encode() + struct.pack(">I", len(picture) + 8) + picture)
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body

"""Which encoding the bytes of a text are in, block by block."""

import codecs
import re

from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.kinds import SAVE_AS_CSV

UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
HIGH_BYTES = re.compile(rb"[\x80-\xff]")
MULTI_BYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class TextSurvey:
    """Follows the blocks of one file and decides what text they are."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.newlines = 0
        self.longest_line = 0
        self._line_bytes = 0
        self._encoding = ""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._multi_byte = 0
        self._stray_bytes = 0
        self._first_stray = 0
        self._undefined = ""

    def feed(self, block: bytes) -> None:
        if not self._encoding:
            self._begin(block)
        if self._encoding == "utf-16":
            self._feed_utf_16(block)
            return
        if b"\0" in block:
            raise self._nul(self.newlines + block.count(b"\n", 0, block.index(b"\0")) + 1)
        self._judge(block)
        self._count_lines(block.count(b"\n"), len(block), b"\r" in block)

    def finish(self) -> str:
        """The encoding; raises `FileError` if there is none that fits the whole file."""
        if not self._encoding:
            raise FileError(said("{file} is empty", file=self.name), said("Export it again"))
        try:
            if self._decoder is not None:
                self._decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            if self._encoding == "utf-16":
                raise self._broken_utf_16() from error
            self._stray(self.newlines + 1)
            self._stray_bytes += 1
        if not self._first_stray:
            return self._encoding
        self._check_cp1252()
        return "cp1252"

    def _begin(self, block: bytes) -> None:
        self._encoding = "utf-8"
        if block.startswith(codecs.BOM_UTF8):
            self._encoding = "utf-8-sig"
        elif block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._encoding = "utf-16"
        self._decoder = codecs.getincrementaldecoder(self._encoding)("strict")

    def _feed_utf_16(self, block: bytes) -> None:
        assert self._decoder is not None
        try:
            text = self._decoder.decode(block)
        except UnicodeDecodeError as error:
            raise self._broken_utf_16() from error
        if "\0" in text:
            raise self._nul(self.newlines + text.count("\n", 0, text.index("\0")) + 1)
        self._count_lines(text.count("\n"), len(block), "\r" in text)

    def _judge(self, block: bytes) -> None:
        """Follows the block as UTF-8, and notes what would speak against cp1252 if that fails."""
        if self._decoder is not None:
            try:
                self._multi_byte += len(block) - len(self._decoder.decode(block))
            except UnicodeDecodeError as error:
                self._stray(self.newlines + error.object.count(b"\n", 0, error.start) + 1)
        if self._first_stray:
            sequences = MULTI_BYTE.findall(block)
            self._multi_byte += len(sequences)
            self._stray_bytes += len(HIGH_BYTES.findall(block)) - sum(map(len, sequences))
        if not self._undefined and (found := UNDEFINED_IN_CP1252.search(block)):
            line = self.newlines + block.count(b"\n", 0, found.start()) + 1
            self._undefined = said("byte 0x{byte:02X} in line {line}", byte=found.group()[0], line=line)

    def _stray(self, line: int) -> None:
        self._first_stray = line
        self._decoder = None

    def _check_cp1252(self) -> None:
        """Refuses a file that is neither UTF-8 nor cp1252 throughout."""
        if self._encoding == "utf-8-sig" or self._multi_byte >= max(self._stray_bytes, 2):
            raise FileError(
                said(
                    "{file} mixes encodings: it is UTF-8, but line {line} is not",
                    file=self.name,
                    line=self._first_stray,
                ),
                SAVE_AS_CSV,
            )
        if self._undefined:
            raise FileError(
                said(
                    "{file} is in no known encoding: neither UTF-8 (line {line}) nor Windows-1252 ({fault})",
                    file=self.name,
                    line=self._first_stray,
                    fault=self._undefined,
                ),
                SAVE_AS_CSV,
            )

    def _count_lines(self, newlines: int, size: int, has_return: bool) -> None:
        self.newlines += newlines
        self._line_bytes = 0 if newlines or has_return else self._line_bytes + size
        self.longest_line = max(self.longest_line, self._line_bytes)

    def _nul(self, line: int) -> FileError:
        return FileError(
            said("{file} holds a NUL character in line {line}", file=self.name, line=line), SAVE_AS_CSV
        )

    def _broken_utf_16(self) -> FileError:
        return FileError(
            said("{file} is broken UTF-16 text after line {line}", file=self.name, line=self.newlines + 1),
            SAVE_AS_CSV,
        )

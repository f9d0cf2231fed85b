"""Copies of photos for showing: turned upright, without location or any other metadata, and a small one."""

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

MOST_PIXELS = 80_000_000
_DERIVED_EDGE = 4_000
_THUMBNAIL_EDGE = 320
_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Copies:
    """Two JPEG files."""

    derived: bytes
    thumbnail: bytes


def copies_of(file: BinaryIO) -> Copies:
    """The copies of the photo in `file`; Invalid for a broken file or one with more pixels than the limit."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            # The limit below is ours and lower; Pillow's own warning would only be noise.
            warnings.simplefilter("ignore")
            with Image.open(file, formats=("JPEG", "PNG", "WEBP", "TIFF")) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    message = gettext_noop(
                        "The picture has more than %(most)s million pixels. Make it smaller."
                    )
                    raise Invalid({"file": [say(message, most=MOST_PIXELS // 1_000_000)]})
                upright = _flat(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(
            {
                "file": [
                    say(
                        gettext_noop(
                            "The picture is damaged and cannot be read. Take it from the camera again."
                        )
                    )
                ]
            }
        ) from error
    finally:
        file.seek(0)
    return Copies(_encoded(upright, _DERIVED_EDGE), _encoded(upright, _THUMBNAIL_EDGE))


def _flat(image: Image.Image) -> Image.Image:
    """The pixels alone, on white where they were transparent."""
    if image.mode in ("RGBA", "LA", "P", "PA"):
        shown = image.convert("RGBA")
        ground = Image.new("RGB", shown.size, "white")
        ground.paste(shown, mask=shown.getchannel("A"))
        return ground
    return image.convert("RGB")


def _encoded(image: Image.Image, edge: int) -> bytes:
    small = image.copy()
    small.thumbnail((edge, edge))
    # A new image takes the pixels and nothing else along: no EXIF, no XMP, no profile, no comment.
    bare = Image.new("RGB", small.size)
    bare.paste(small)
    buffer = io.BytesIO()
    bare.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()

"""The bar codes in a photo: bytes in, numbers out. Knows no chat and no books."""

from handlers.barcodes.opening import MOST_PIXELS, BrokenPictureError, TooManyPixelsError
from handlers.barcodes.reading import Code, read_codes

__all__ = ["MOST_PIXELS", "BrokenPictureError", "Code", "TooManyPixelsError", "read_codes"]

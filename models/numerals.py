"""Reading what phones and Chinese keyboards produce: full-width characters and Chinese numerals.

Shared by everything that reads a number, a day or payment terms from a message. cn2an knows the value of a
numeral; this module decides what is a numeral at all, because cn2an reads estimates (三五 "a few") as digits
(35), takes unfinished ones (一千零) and turns decimals into floats.
"""

import re

import cn2an

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF), "")
_BLANKS = re.compile(r"\s+")

# The formal and the traditional characters, in the everyday ones. NFKC would do too much: 10² becomes 102.
_EVERYDAY = str.maketrans(
    {
        **dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)),
        **dict(zip("貳參陸萬億兩〇", "二三六万亿两零", strict=True)),
        "廿": "二十",
        "卅": "三十",
    }
)
_DIGITS = "一二三四五六七八九"
# Two digits never stand side by side, 百 and 千 have a digit before them, 两 counts only what follows it.
_COUNTED = re.compile(rf"(?!零.)(?:零(?!$)|[{_DIGITS}]?十|[{_DIGITS}两][百千]|[{_DIGITS}两]?[万亿])*[{_DIGITS}]?|零|两")
# Read out digit by digit; without a 零 in it, it is as likely an estimate (七八, 三五).
_READ_OUT = re.compile(rf"(?=.*零)[{_DIGITS}][零{_DIGITS}]+")
_RUN = re.compile(r"[零〇一二两三四五六七八九十百廿卅]+")
_ASCII_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")


def half_width(text: str) -> str:
    """`text` in half-width characters, without invisible ones, blanks single and none at either end."""
    return _BLANKS.sub(" ", text.translate(_FULL_WIDTH).translate(_INVISIBLE)).strip()


def read_numeral(text: str) -> int | None:
    """The value of a Chinese numeral, 二十, 两百, 一百五 (150), 壹佰, 二零二六; None for anything else."""
    said = text.translate(_EVERYDAY)
    if not said or not (_COUNTED.fullmatch(said) or _READ_OUT.fullmatch(said)):
        return None
    try:
        return int(cn2an.cn2an(said, "normal"))
    except ValueError:
        return None


def ascii_digits(text: str) -> str:
    """`text` with each Chinese digit replaced by its ASCII digit; units such as 十 stay."""
    return text.translate(_ASCII_DIGITS)


def numbers_in_digits(text: str, not_after: str = "") -> str:
    """`text` with its numerals in digits (十二月 becomes 12月), save those right after one of `not_after`."""

    def digits(run: re.Match[str]) -> str:
        value = read_numeral(run.group())
        spared = run.start() > 0 and text[run.start() - 1] in not_after
        return run.group() if value is None or spared else str(value)

    return _RUN.sub(digits, text)

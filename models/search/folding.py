"""How a name is folded before it is compared: width, case, accents, traditional characters, and its sound."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

# Characters are read one by one: the library's dictionary of phrases would cost 45 MB and half a second for nothing.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")

from pypinyin import lazy_pinyin

Reading = tuple[str, ...]  # one syllable a character; a letter or a digit stands for itself

_CHINESE = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")
_ACCENT = re.compile("[\u0300-\u036f]")
_SEPARATOR = re.compile(r"[\W_]+")

# Traditional and simplified, side by side: what names of firms, people, places and goods are made of.
_TRADITIONAL = (
    "東东業业國国華华電电銀银鋼钢鐵铁貿贸廠厂龍龙興兴發发達达廣广區区縣县鎮镇鄉乡灣湾島岛陽阳陰阴寧宁"
    "漢汉濟济蘇苏無无錫锡揚扬紹绍溫温臺台灘滩瀋沈遼辽長长慶庆貴贵雲云蘭兰薩萨維维爾尔漿浆張张陳陈劉刘"
    "黃黄趙赵吳吴孫孙馬马羅罗鄭郑謝谢許许馮冯鄧邓蕭萧蔣蒋盧卢閻阎葉叶範范譚谭鄒邹陸陆賈贾韋韦湯汤顧顾"
    "龔龚萬万錢钱嚴严賴赖賀贺莊庄魯鲁喬乔歐欧盤盘聶聂關关齊齐紀纪駱骆塗涂諸诸畢毕倉仓恆恒豐丰榮荣聖圣"
    "寶宝麗丽順顺鵬鹏鴻鸿飛飞聯联協协義义億亿遠远騰腾輝辉潤润環环偉伟傑杰強强軍军紅红綠绿藍蓝藝艺術术"
    "創创貝贝愛爱樂乐歡欢誠诚譽誉權权優优質质價价買买賣卖賽赛贏赢機机設设備备儀仪錶表線线纜缆燈灯燭烛"
    "鍋锅爐炉輪轮軸轴齒齿鏈链閥阀門门鎖锁鑰钥車车輛辆軌轨橋桥樓楼層层紙纸織织紡纺絲丝綿绵網网繩绳紗纱"
    "緞缎綢绸縫缝針针襯衬褲裤襪袜領领帶带實实驗验學学醫医藥药療疗養养護护衛卫團团總总經经財财務务資资"
    "產产開开閉闭際际進进運运輸输導导農农種种穀谷麥麦麵面魚鱼雞鸡鴨鸭鵝鹅豬猪貓猫獸兽鳥鸟鳳凤龜龟蝦虾"
    "鹽盐醬酱糧粮飯饭餅饼館馆飲饮圖图書书畫画筆笔報报訊讯號号碼码話话語语記记錄录計计訂订單单證证試试"
    "評评詢询請请議议論论課课調调個个隻只雙双對对條条塊块噸吨釐厘碩硕級级類类組组點点會会員员師师頭头"
    "體体腦脑腳脚臉脸髮发膚肤膠胶磚砖鋁铝銅铜鋅锌鎳镍鈦钛鎢钨氣气氫氢壓压熱热涼凉風风動动靜静聲声響响"
    "鐘钟時时間间節节歲岁浄净淨净潔洁濕湿滅灭災灾險险檢检測测標标準准規规購购賬账帳账貨货負负責责費费"
    "賠赔賒赊貸贷兩两從从來来們们這这裡里裏里麼么為为於于與与後后還还過过邊边"
)
_SIMPLIFIED = str.maketrans(_TRADITIONAL[::2], _TRADITIONAL[1::2])

# Characters of names and places that are read in several ways; every way finds.
_SEVERAL_READINGS: dict[str, str] = {
    "单": "shan dan",
    "佛": "fo fu",
    "薄": "bao bo",
    "弹": "tan dan",
    "模": "mo mu",
    "呢": "ne ni",
    "参": "can shen",
    "缪": "miao mou",
    "柏": "bai bo",
    "曾": "zeng ceng",
    "仇": "qiu chou",
    "区": "qu ou",
    "解": "jie xie",
    "查": "cha zha",
    "盖": "gai ge",
    "朴": "pu piao",
    "翟": "zhai di",
    "乐": "le yue",
    "尉": "wei yu",
    "覃": "qin tan",
    "秘": "mi bi",
    "晟": "sheng cheng",
    "长": "chang zhang",
    "重": "chong zhong",
    "行": "hang xing",
    "厦": "xia sha",
    "朝": "chao zhao",
    "大": "da dai",
    "都": "du dou",
    "蚌": "beng bang",
    "六": "liu lu",
    "番": "pan fan",
    "莞": "guan wan",
    "埔": "pu bu",
    "涌": "yong chong",
    "会": "hui kuai",
    "宿": "su xiu",
    "藏": "zang cang",
    "蔚": "wei yu",
    "阿": "a e",
    "盛": "sheng cheng",
    "传": "chuan zhuan",
    "调": "diao tiao",
    "率": "lv shuai",
    "角": "jiao jue",
    "吕": "lv lu lyu",
    "绿": "lv lu",
    "铝": "lv lu",
    "旅": "lv lu",
    "律": "lv lu",
    "女": "nv nu",
    "降": "jiang xiang",
    "卡": "ka qia",
}
_MOST_READINGS = 8


def fold(text: str) -> str:
    """The text without differences of width, case, accent and script; words keep one blank between them."""
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().translate(_SIMPLIFIED).split())


def compact(text: str) -> str:
    """Folded, and only its letters, digits and characters: `ＨＰ-12 A` and `hp12a` are one."""
    return _SEPARATOR.sub("", fold(text))


def has_chinese(text: str) -> bool:
    """Whether a folded text holds a Chinese character."""
    return _HAS_CHINESE.search(text) is not None


def readings(key: str) -> list[Reading]:
    """The ways a compact name is read aloud, at most eight; none for a name without Chinese characters."""
    if not has_chinese(key):
        return []
    return list(islice(product(*map(_readings_of, key)), _MOST_READINGS))


@lru_cache(maxsize=4096)
def sound(syllable: str) -> str:
    """A syllable as it is heard in the south: no difference of zh and z, ch and c, sh and s, ng and n."""
    head = syllable[0] + syllable[2:] if syllable[:2] in {"zh", "ch", "sh"} else syllable
    return head[:-1] if head.endswith("ng") else head


@lru_cache(maxsize=16384)
def _readings_of(char: str) -> Reading:
    if char in _SEVERAL_READINGS:
        return tuple(_SEVERAL_READINGS[char].split())
    return tuple(lazy_pinyin(char))

"""Names as people mix them up: variant characters folded into one, and how a name sounds."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.person_names import plain_person

_VARIANTS = (
    "張张陳陈劉刘楊杨趙赵黃黄吳吴週周馬马鄭郑羅罗謝谢許许鄧邓馮冯蕭肖萧肖葉叶蔣蒋餘余蘇苏呂吕盧卢薑姜鍾钟鐘钟譚谭陸陆範范"
    "賈贾韋韦鄒邹閆闫閻闫阎闫侖仑龍龙賀贺顧顾龔龚萬万錢钱嚴严孫孙湯汤傅付戴代藍蓝齊齐喬乔賴赖倫伦寧宁甯宁"
    "國国華华偉伟軍军強强彊强傑杰榮荣貴贵豐丰東东興兴慶庆學学義义開开長长鳳凤蘭兰麗丽雲云瓊琼靜静潔洁"
    "紅红綠绿藝艺藥药蓮莲蘋苹蕓芸飛飞鵬鹏鴻鸿鷹鹰鶯莺鷗鸥亞亚億亿儀仪優优俠侠衛卫員员聖圣賢贤實实寶宝寶宝"
    "峯峰島岛嶽岳巖岩堯尧堅坚塏垲壽寿夢梦媽妈嬌娇嬋婵婭娅孃娘嫻娴宮宫審审將将爾尔屆届歲岁幹干幹干庫库廣广"
    "彥彦後后徑径從从恆恒愛爱憲宪應应懷怀戰战掃扫揚扬搖摇擁拥攝摄啓启啟启敵敌數数於于昇升陞升曉晓曄晔暉晖曆历"
    "會会術术機机權权樹树橋桥檢检歐欧歡欢歷历氣气洩泄漢汉漁渔潤润瀟潇灣湾燦灿燈灯煒炜煥焕熾炽燁烨爭争爺爷牆墙獎奖"
    "環环瑩莹瑋玮瑤瑶璽玺瓏珑產产畫画發发髮发盡尽監监盤盘眾众瞭了礦矿禮礼禎祯禰祢穎颖穩稳穫获競竞筆笔簡简籃篮糧粮紀纪"
    "純纯紋纹納纳紹绍紳绅組组結结絲丝經经維维綱纲綵彩緒绪線线緣缘縣县總总織织繡绣繼继續续纓缨缽钵羣群聰聪聲声聯联職职"
    "肅肃脈脉腳脚臘腊臨临臺台檯台舉举舊旧艦舰處处號号蟬蝉補补裏里裡里製制複复覺觉觀观訓训記记設设詠咏詩诗誌志認认語语誠诚"
    "說说調调諒谅論论諾诺謙谦講讲證证識识譜谱議议護护譽誉讀读讓让豔艳艷艳豬猪貝贝貞贞財财貿贸資资賓宾賜赐質质贊赞讚赞"
    "趕赶躍跃車车軒轩輕轻輝辉煇辉輪轮轉转辦办農农運运過过達达遠远適适選选還还邊边鄉乡郵邮醫医釋释針针鈞钧鉅巨銀银銅铜"
    "銘铭銳锐鋒锋鋼钢錄录錦锦鍵键鎖锁鎮镇鏡镜鐵铁鑑鉴鑒鉴門门閃闪閱阅闊阔關关陣阵陰阴陽阳隊队階阶際际隨随難难雙双雞鸡"
    "雜杂電电霧雾靈灵韻韵響响頂顶項项順顺須须頌颂預预領领頭头題题顏颜願愿類类風风養养館馆騰腾驕骄驗验驚惊駿骏騏骐"
    "魚鱼鮮鲜鳥鸟鳴鸣鶴鹤麥麦黨党點点齡龄堃坤喆哲犇奔勳勋勛勋兇凶傢家仝同囯国囶国甦苏鉄铁珎珍紥扎淸清靑青"
    "恵惠慿凭氷冰晧皓昰是眞真緑绿値值曁暨"
)
"""Pairs: a traditional or variant character, and the one in common use. Also surnames that offices write in short."""

FOLDED = dict(zip(_VARIANTS[::2], _VARIANTS[1::2], strict=True))
_COVERED = r"[*×○●■□✱✳#?？xX]|某"


def with_names(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds to `name` (as written): `name` without blanks, `folded` (variants made one) and `sound` (pinyin without
    tones). All three are null where a character of the name is covered (张*三, 张某)."""
    plain = plain_person("name")
    frame = frame.with_columns(name=pl.when(~plain.str.contains(_COVERED)).then(plain))
    table = _judged(frame.get_column("name").drop_nulls().unique().sort())
    return frame.join(table, on="name", how="left", maintain_order="left")


def _judged(names: pl.Series) -> pl.DataFrame:
    """`name`, `folded` and `sound` of each distinct name."""
    if names.is_empty():
        return pl.DataFrame(schema={"name": pl.String, "folded": pl.String, "sound": pl.String})
    folded = names.str.replace_many(list(FOLDED), list(FOLDED.values()))
    characters = sorted(set("".join(folded)))
    sounds = folded.str.replace_many(characters, [_sound(character) for character in characters])
    return pl.DataFrame({"name": names, "folded": folded, "sound": sounds.str.strip_chars_end()})


def _sound(character: str) -> str:
    """One reading for each character, whatever stands beside it, so that the same characters always sound alike."""
    from pypinyin import lazy_pinyin

    return f"{lazy_pinyin(character)[0]} "

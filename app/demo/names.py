"""Names as they are met in a county of the south-east; any likeness with a living person is chance."""

from __future__ import annotations

from random import Random

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_RARE = ("欧阳", "上官", "诸葛")
_MALE = (
    "国建志文明永春海金德玉世家荣福林庆学兴华光宝少立长正云大新仁良"
    "树俊成水根生贵才义方元开军强平伟勇涛斌波辉刚杰峰磊超鹏浩亮飞毅鑫"
)
_FEMALE = "秀玉桂春美月凤素金爱翠惠巧彩红兰珍雪水菊英芳梅霞琴娟莲萍丽燕玲云香花仙娥芬慧敏静洁婷颖琳莹雅欣佳晓倩"


def made_up_name(random: Random, sex: str) -> str:
    """A name of two or three characters, now and then with a two-character surname."""
    surname = random.choice(_RARE) if random.random() < 0.004 else _common(random, _SURNAMES, 2.2)
    pool = _MALE if sex == "男" else _FEMALE
    if random.random() < 0.12:
        return surname + _common(random, pool, 1.4)
    return surname + _common(random, pool, 1.4) + _common(random, pool, 1.4)


def _common(random: Random, pool: str, skew: float) -> str:
    """A character of the pool, those in front more often than those behind."""
    return pool[int(len(pool) * random.random() ** skew)]

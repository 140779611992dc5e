"""The map: one county, six townships, thirty villages, two of them of one name."""

from __future__ import annotations

from dataclasses import dataclass

COUNTY = "澄源县"


@dataclass(frozen=True)
class Village:
    """One village. `number` counts from 1 over the county; `registered`: the police handed in its register."""

    name: str
    township: str
    number: int
    registered: bool = True

    @property
    def committee(self) -> str:
        return f"{self.name}村民委员会"


_MAP = {
    "柳溪镇": ("上坪村", "杏花村", "李家湾村", "石门村", "东风村"),
    "石桥镇": ("大岭村", "沙溪村", "周家畈村", "红星村", "梅林村"),
    "清河镇": ("渡口村", "新塘村", "白鹤村", "双井村", "钱家埠村"),
    "白沙镇": ("古樟村", "黄泥岗村", "荷塘村", "东风村", "莲花村"),
    "云岭乡": ("茶园村", "高山村", "龙潭村", "竹海村", "仙居坪村"),
    "枫林乡": ("枫树坳村", "桃源村", "石鼓山村", "松树岗村", "长坑村"),
}
WITHOUT_REGISTER = "长坑村"


def villages() -> list[Village]:
    """All villages of the county; the register of one of them was never handed in."""
    places = [(name, township) for township, names in _MAP.items() for name in names]
    return [
        Village(name, township, number, registered=name != WITHOUT_REGISTER)
        for number, (name, township) in enumerate(places, start=1)
    ]


def townships() -> list[str]:
    return list(_MAP)

"""COI-05: who handled, approved and received the same money."""

from __future__ import annotations

from datetime import date, timedelta

from tests.county.people import Person, Village
from tests.county.world import World

_POSTS = ("主任", "副主任", "会计", "出纳")
_SURNAMES = ("欧阳", "上官", "司徒", "慕容", "令狐", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "澹台", "宇文")
_GIVEN = (
    "景澄", "慕言", "既白", "疏桐", "望舒", "怀瑾", "知微", "云栖", "砚秋", "听澜", "予安", "时雨", "牧之", "初霁",
    "观澜", "清越", "行简", "若谷", "修远", "闻溪", "亦舟", "向晚", "枕书", "拾光",
)  # fmt: skip
_WAYS = (
    "审批人领款", "一人三环节", "经办审批一人", "审批人的配偶、子女领款", "审批人代领", "经办人之子领款", "经办人领款",
    "经办审批是兄弟",
)  # fmt: skip
_LAWFUL = (
    "三人", "村里两人同名", "领款人同名异号", "附名单", "报销差旅", "两步亲属", "审批人不在名册", "代领人另有其人",
    "受委托", "轮流",
)  # fmt: skip


def plant(world: World) -> None:
    for i in range(24):
        _joined(world, i)
    for i in range(30):
        _divided(world, i)
    for i in range(4):
        _small_place(world, i)


class _Place:
    """An office or a village, and the officers who sign there, whose names nobody else bears."""

    def __init__(self, world: World, village: Village | None = None, officers: int = 4) -> None:
        self.world, self.village = world, village
        self.name = village.name if village else world.office("处")
        self.officers = [self.signer(world) for _ in range(officers)]
        for officer, post in zip(self.officers, _POSTS, strict=False):
            world.cadre(officer, post, unit=None if village else self.name, village=village)

    def signer(self, world: World) -> Person:
        number = world.number("signer")
        name = _SURNAMES[number % 12] + _GIVEN[number // 12]
        home = world.people.home(village=self.village)
        return world.people.add(home, "父", date(1966, 1, 1) + timedelta(days=number), name=name)

    def voucher(self, payee: object, handler: Person, approver: Person | str, **more: object) -> None:
        """A voucher of a sum that is no clue in itself."""
        payer = f"{self.name}村民委员会" if self.village else self.name
        names = {"handled_by": handler.name, "approved_by": getattr(approver, "name", approver)}
        base: dict[str, object] = {"purpose": "维修费", **names}
        self.world.voucher(payer, payee, 2600, date(2023, 6, 19), **(base | more))  # type: ignore[arg-type]

    def allowance(self, payee: Person, handler: Person, approver: Person, **more: object) -> None:
        names = {"handled_by": handler.name, "approved_by": approver.name}
        self.world.work(payee, 2, self.village, date=date(2023, 6, 19), **names, **more)


def _joined(world: World, i: int) -> None:
    way = i % 8
    place = _Place(world, world.villages[3 + i // 8 % 5] if way in (3, 4, 7) else None)
    one, two, three, _ = place.officers
    keys = [one]
    if way == 0:  # now and then with a blank in the name
        place.voucher(one, two, one if i else f"{one.name[:2]}　{one.name[2:]}")
    elif way == 1:
        place.voucher(one, one, one)
    elif way == 2:
        place.voucher(world.firm(register=False), one, one)
    elif way == 3:
        near = one.home.head  # a child by the household register
        if i // 8 % 2 == 0:
            near = world.people.person()
            world.kin(one, near, "配偶")
        place.allowance(near, two, one)
        keys.append(near)
    elif way == 4:
        place.allowance(world.people.person(), two, one, collected_by=one.name, collected_by_id_no=one.id_no)
    elif way == 5:  # of somebody who is on the establishment, without a post
        clerk = place.signer(world)
        world.staff(clerk, place.name)
        child = world.people.add(clerk.home, "子", date(1993, 3, 3))
        world.kin(clerk, child, "子")
        place.voucher(child, clerk, two)
        keys = [clerk, child]
    elif way == 6:
        place.voucher(one, one, three)
    else:  # two signatures of brothers, one of them only a resident
        brother = place.signer(world)
        world.kin(one, brother, "弟")
        place.voucher(world.firm(register=False), brother, one)
        keys.append(brother)
    world.hit("COI-05", _WAYS[way], place.name, *(person.id_no for person in keys))


def _divided(world: World, i: int) -> None:
    way = i % 10
    place = _Place(world, world.villages[77 + i // 10] if way in (1, 3, 7) else None)
    one, two, three, _ = place.officers
    payee = world.people.person()
    if way == 0:
        place.voucher(payee, two, one)
    elif way == 1:  # another resident bears the approver's name
        world.people.add(world.people.home(village=place.village), "子", date(1988, 4, 4), name=one.name)
        place.voucher(one, two, one)
    elif way == 2:
        payee = world.people.add(world.people.home(), "子", date(1989, 5, 5), name=one.name)
        place.voucher(payee, two, one)
    elif way == 3:
        place.allowance(payee, two, one, remark="名单附后，由村统一领款")
        place.allowance(one, two, one, remark="按名单代发")
    elif way == 4:
        place.voucher(two, two, one, purpose="报销差旅费")
    elif way == 5:  # kin, but two steps away
        wife = world.people.person()
        world.kin(one, wife, "配偶")
        world.kin(wife, payee, "弟")
        place.voucher(payee, two, one)
    elif way == 6:
        place.voucher(payee, two, place.signer(world).name)
    elif way == 7:
        place.allowance(payee, two, one, collected_by=three.name, collected_by_id_no=three.id_no)
    elif way == 8:
        place.voucher(one, two, one, purpose="受困难群众委托领款")
    else:  # each signs what the other receives
        place.voucher(one, two, three)
        place.voucher(three, one, two)
    world.lawful("COI-05", _LAWFUL[way], place.name, one.id_no)


def _small_place(world: World, i: int) -> None:
    place = _Place(world, officers=(3, 2)[i % 2])
    one, two = place.officers[:2]
    place.voucher(one, two, one)
    world.doubtful("COI-05", "任职者只两三人", place.name)

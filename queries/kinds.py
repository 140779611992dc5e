"""What record kinds are called, for notes on clues and for the pages of the rules."""

from __future__ import annotations

from cluegraph.i18n import Text
from cluegraph.loaders.kinds import shipped_kinds

_TITLES = {
    "subsidy": Text("补贴发放表", "subsidy lists"),
    "payroll": Text("工资表", "payrolls"),
    "allowance": Text("误工补助表", "allowance lists"),
    "contract": Text("合同", "contracts"),
    "tender": Text("招标信息", "tenders"),
    "bid": Text("投标信息", "bids"),
    "payment": Text("付款凭证", "payment vouchers"),
    "transfer": Text("银行流水", "bank transfers"),
    "cadre": Text("干部名册", "cadre list"),
    "kin": Text("干部亲属", "kin of cadres"),
    "household": Text("户籍", "household register"),
    "public_payroll": Text("财政供养人员", "people on the public payroll"),
    "death": Text("死亡人员", "death register"),
    "company": Text("工商登记", "company register"),
    "stake": Text("股东及董监高", "shareholders and officers"),
    "vehicle": Text("车辆登记", "vehicle register"),
    "property": Text("不动产登记", "property register"),
    "land": Text("土地确权", "land register"),
    "insurance": Text("社保缴费", "social insurance"),
    "published": Text("公示名单", "published lists"),
    "funds_in": Text("资金拨入", "funds received"),
    "budget": Text("预决算", "budgets"),
    "tip": Text("群众反映", "tips"),
}


def title_of_kind(name: str) -> Text:
    """The title of `kind`, or of `kind.field`; the name itself where it is no kind (a required parameter)."""
    kind, _, field = name.partition(".")
    title = _TITLES.get(kind)
    if title is None:
        return Text(f"参数 {name}", f"the parameter {name}")
    if not field:
        return title
    column = _column(kind, field)
    return Text(f"{title.zh}的“{column.zh}”列", f'the column "{column.en}" of {title.en}')


def _column(kind: str, field: str) -> Text:
    """What a column is called on lists; several that do alike are written `a|b`."""
    fields = shipped_kinds()[kind].fields
    named = [fields[name].title if name in fields else Text(name, name) for name in field.split("|")]
    return Text("或".join(name.zh for name in named), " or ".join(name.en for name in named))

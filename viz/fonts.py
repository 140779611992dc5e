"""A font that has Chinese characters, for static pictures."""

from __future__ import annotations

from functools import lru_cache

from matplotlib import font_manager

from cluegraph.errors import WorkspaceError
from cluegraph.i18n import Text

CHINESE = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "SimSun",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
    "Droid Sans Fallback",
    "AR PL UMing CN",
    "FangSong",
    "KaiTi",
)


@lru_cache
def chinese_font(wanted: tuple[str, ...] = CHINESE) -> font_manager.FontProperties:
    """The first of the wanted fonts that is installed. Raises `WorkspaceError` where there is none."""
    installed = {font.name: font.fname for font in font_manager.fontManager.ttflist}
    for name in wanted:
        if name in installed:
            return font_manager.FontProperties(fname=installed[name])
    raise WorkspaceError(
        Text("没有找到可用的中文字体，不能画静态图", "no Chinese font is installed, so no static picture can be drawn"),
        Text(
            "请安装 fonts-noto-cjk（Debian/Ubuntu：apt install fonts-noto-cjk），Windows 自带的宋体、微软雅黑也可以。",
            "install fonts-noto-cjk (Debian/Ubuntu: apt install fonts-noto-cjk); SimSun of Windows does too.",
        ),
    )

"""Telegram's models are built when they are first used, not all of them when aiogram is loaded.

Of its six hundred a bot uses some thirty, and each holds the schemas of all that it refers to.
See ``docs/decisions/0041-models-when-they-are-needed.md``.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

_names: dict[str, Any] = {}
"""What the annotations of aiogram's models refer to, as aiogram has told it."""
_build = BaseModel.model_rebuild.__func__  # type: ignore[attr-defined]  # a class method has one


def put_off() -> None:
    """From now on; to be called before aiogram is loaded."""
    BaseModel.model_config["defer_build"] = True
    BaseModel.model_rebuild = classmethod(_rebuild)  # type: ignore[method-assign,assignment]  # its own, but later


def _rebuild(
    cls: type[BaseModel], /, *, _types_namespace: Mapping[str, Any] | None = None, **given: Any
) -> bool | None:
    """With a namespace it is aiogram that asks, of each model while it is loaded."""
    if _types_namespace is not None:
        _names.update(_types_namespace)
        return None
    if _is_telegrams(cls):
        given["_types_namespace"] = _names
    built: bool | None = _build(cls, **given)
    return built


def _is_telegrams(cls: type[BaseModel]) -> bool:
    """One of aiogram's, or made of one."""
    return any(one.__module__.startswith("aiogram.") for one in cls.__mro__)

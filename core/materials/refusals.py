"""What may not be done with the materials of an event."""

from core.errors import Refusal


class TooManyMaterials(Refusal):
    """``left`` is how many more would fit."""

    key = "materials-too-many"


class MaterialTooLarge(Refusal):
    key = "materials-too-large"


class MaterialTooLong(Refusal):
    key = "materials-too-long"


class NoMaterialTitle(Refusal):
    key = "materials-no-title"


class TitleTooLong(Refusal):
    key = "materials-title-too-long"


class MaterialsOff(Refusal):
    """The event was called off."""

    key = "materials-off"


class NotOpenYet(Refusal):
    key = "materials-not-open-yet"


class OnlyForThoseWhoCame(Refusal):
    key = "materials-only-came"

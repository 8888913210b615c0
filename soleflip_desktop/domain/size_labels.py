"""How a size is shown."""

NO_SIZE = "—"

_LETTERS_AFTER = {"US_M": "", "US_W": "W", "US_Y": "Y", "US_C": "C"}
_THIRDS = {".33": "⅓", ".67": "⅔"}


def size_label(system: str, value: str) -> str:
    """Returns the size as people write it: `US 10.5`, `US 6.5Y`, `EU 42⅔`, `W34 L32`, `M`; `—` for none.

    Args:
        system: One of `soleflip_desktop.domain.sizes.SYSTEMS`.
        value: In the system's plain notation, as `soleflip_desktop.domain.sizes.Size` has it.
    """
    if system == "ONE" or not value:
        return NO_SIZE
    number = value[:-3] + _THIRDS[value[-3:]] if value[-3:] in _THIRDS else value
    if system in _LETTERS_AFTER:
        return f"US {number}{_LETTERS_AFTER[system]}"
    if system in ("EU", "UK"):
        return f"{system} {number}"
    if system == "CM":
        return f"{number} cm"
    if system == "WAIST":
        waist, _, length = value.partition("/")
        return f"W{waist} L{length}" if length else f"W{waist}"
    return value

"""Pages of a Notion database as its API answers them: a column per property, with its plain value.

Read by description (developers.notion.com, the source of n8n's node), without a real answer to compare with.
"""

from collections.abc import Iterator

from soleflip_desktop.importers.files.json_values import Entry, Value, cell, check_depth

PAGE_NAMES = ("id", "url", "created_time", "last_edited_time", "archived", "in_trash")
BETWEEN = ", "


def is_page(entry: Entry) -> bool:
    """Whether it is a page with its properties, each of which names its type."""
    properties = entry.get("properties")
    return (
        isinstance(properties, dict)
        and bool(properties)
        and all(isinstance(each, dict) and isinstance(each.get("type"), str) for each in properties.values())
    )


def page_cells(page: Entry) -> Iterator[tuple[str, str]]:
    """Names of columns and their texts: what the page itself says as `page.id`, its properties by name.

    A date that has an end fills a second column, `<name> (end)`.
    """
    for name in PAGE_NAMES:
        if name in page:
            yield f"page.{name}", cell(page[name])
    properties = page["properties"]
    assert isinstance(properties, dict)
    for name, value in properties.items():
        yield name, plain(value)
        if end := end_of(value):
            yield f"{name} (end)", end


def plain(value: Value, depth: int = 0) -> str:
    """The text of a property, or of what a formula or a rollup comes to.

    Raises:
        RecursionError: If they are nested more than 50 deep.
    """
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str):
        return cell(value)
    content = value.get(kind)
    if kind in ("title", "rich_text") and isinstance(content, list):
        return "".join(_shown(each, depth + 1) for each in content)
    return _shown(content, depth + 1)


def end_of(value: Value) -> str:
    """The end of a date, also of one that a formula or a rollup comes to; empty if it has none."""
    match value:
        case {"type": "date", "date": {"end": end}}:
            return cell(end)
        case {"type": "formula", "formula": result} | {"type": "rollup", "rollup": result}:
            return end_of(result)
        case _:
            return ""


def _shown(content: Value, depth: int) -> str:
    """What Notion shows of the content of a property.

    A fragment's text, the name of an option, a file or a person, the start of a date, the state of a
    verification, a unique id with its prefix; or else the id.
    """
    check_depth(depth)
    match content:
        case list():
            return BETWEEN.join(_shown(each, depth + 1) for each in content)
        case {"plain_text": shown} | {"name": str(shown)} | {"start": shown} | {"state": shown}:
            return cell(shown)
        case {"prefix": prefix, "number": number}:
            return "-".join(filter(None, (cell(prefix), cell(number))))
        case {"object": "user", "id": shown}:
            return cell(shown)
        case {"type": str()}:
            return plain(content, depth + 1)
        case {"id": shown}:
            return cell(shown)
        case {} if not content:
            return ""
        case _:
            return cell(content)

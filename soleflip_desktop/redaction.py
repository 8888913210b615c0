"""Takes passwords out of what is shown, logged or passed on."""

import re

from soleflip_desktop.errors import Said

_IN_URL = re.compile(r"(?<=://)([^/\s:@]*):\S*@")
_AS_PARAMETER = re.compile(r"\b(password|passfile|sslpassword)=[^&\s]*", re.IGNORECASE)


def without_password(text: str) -> str:
    """`text` with the passwords of all URLs in it hidden; one that was made of others remembers that."""
    if isinstance(text, Said):
        values = {
            name: without_password(each) if isinstance(each, str) else each
            for name, each in text.values.items()
        }
        return Said(text.template, values)
    hidden = _IN_URL.sub(r"\1:***@", text)
    return _AS_PARAMETER.sub(r"\1=***", hidden)

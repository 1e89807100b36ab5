"""The parameters of one Bot API call, however they were sent: query, form, multipart or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.errors import ApiError, bad_request, unsupported
from bot.sandbox.files import MAX_UPLOAD, Upload

_UNSUPPORTED = {
    "business_connection_id",
    "direct_messages_topic_id",
    "inline_message_id",
    "message_thread_id",
    "suggested_post_parameters",
}
"""Parameters that change where a message goes: ignoring them would answer for something else."""


@dataclass
class Params:
    """Values by name, and the files with them. Raises ``ApiError`` 400 for a value of the wrong shape."""

    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text; missing is empty."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, bool | int | float):
            return json.dumps(value)
        raise bad_request(f'field "{name}" must be of type String')

    def integer(self, name: str) -> int | None:
        """A whole number; None when it is missing or no number, as the real server reads it."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | str):
            return None
        try:
            return int(value)
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """True or false, in any of the spellings clients use."""
        value = self.values.get(name)
        return str(value).lower() in {"true", "yes", "1"}

    def structure(self, name: str, complaint: str | None = None) -> Any:
        """A value that is JSON, sent as such or as a text that holds it; None when it is missing or empty."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return _loaded(value)
        except (ValueError, RecursionError):
            raise bad_request(complaint or f"can't parse {name} JSON object") from None

    def described(self) -> dict[str, Any]:
        """The call's parameters for the ledger: JSON decoded, files by their names."""
        shown = {name: _decoded(name, value) for name, value in self.values.items()}
        for name, upload in self.files.items():
            shown[name] = {"file_name": upload.name, "size": len(upload.data)}
        return shown


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in {"text", "caption", "name", "description", "short_description"}:
        return value
    try:
        decoded = _loaded(value)
    except (ValueError, RecursionError):
        return value
    return decoded if not isinstance(decoded, float) else value


def _loaded(source: str | bytes) -> Any:
    """JSON in proper Unicode; raises ``ValueError`` or ``RecursionError`` for anything else."""
    value = json.loads(source)
    json.dumps(value, ensure_ascii=False).encode()
    return value


async def read_params(request: web.Request) -> Params:
    """The parameters of a request, those in the body before those in the address.

    Raises ``ApiError``: 400 for a body that is no JSON object, 413 for one too big, 501 for parameters whose
    neglect would change what the call means.
    """
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.method == "POST" and request.can_read_body:
        if request.content_type == "application/json":
            values.update(await _json_body(request))
        else:
            await _form_body(request, values, files)
    values = {name: value for name, value in values.items() if value is not None}
    for name in sorted(_UNSUPPORTED & values.keys()):
        raise unsupported(f'parameter "{name}"')
    return Params(values, files)


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = _loaded(await request.read())
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    except UnicodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected as parameters")
    return body


async def _form_body(request: web.Request, values: dict[str, Any], files: dict[str, Upload]) -> None:
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    except (ValueError, AssertionError):
        raise bad_request("can't parse the request body") from None
    for name, value in form.items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.content_type, value.file.read())
            if len(files[name].data) > MAX_UPLOAD:
                raise ApiError(413, "Request Entity Too Large")
        else:
            values[name] = value.decode("utf-8", "replace") if isinstance(value, bytes | bytearray) else value

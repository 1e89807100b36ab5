"""Two ways to be refused: by the Bot API in its own words, by the control door in a sentence."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A Bot API call that ends in ``{"ok": false}`` with this code and description."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The answer's body, as the real server shapes it."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiError:
    """400 in the wording of the real server."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403 in the wording of the real server."""
    return ApiError(403, f"Forbidden: {reason}")


def unsupported(what: str) -> ApiError:
    """501: the real server may know it, this one does not, and says so rather than pretend."""
    return ApiError(501, f"Not Implemented: {what}")


class DoorError(Exception):
    """A request to the control door that is refused with ``{"error": sentence}``."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence

"""What the sandbox kept, brought back into memory when it starts again."""

from __future__ import annotations

import sqlite3
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.sandbox.state import Content, Message, Person, Query
from bot.sandbox.updates import Update
from bot.sandbox.webhook import Target

if TYPE_CHECKING:
    from bot.sandbox.core import Core

_Facts = dict[str, list[tuple[Any, Any]]]


def recall(core: Core) -> None:
    """Make everything as it was when the last program ended; what cannot be read is set aside."""
    if not core.kept.on:
        return
    try:
        facts = core.kept.facts()
        updates = [Update(key, *body) for key, body in facts.get("update", ())]
        state = dict(facts.get("state", ()))
        hook = Target(*state["webhook"]) if state.get("webhook") else None
        _recall_chats(core, facts)
    except (sqlite3.DatabaseError, LookupError, TypeError, ValueError, AttributeError) as error:
        core.clear()
        core.kept.set_aside(f"the file is damaged ({type(error).__name__}: {error})")
        return
    core.updates.restore(updates, state)
    core.webhook.restore(hook)


def _recall_chats(core: Core, facts: _Facts) -> None:
    for body, data in core.kept.files():
        core.files.restore(body, data)
    for _key, body in facts.get("person", ()):
        core.chats.add_person(Person(**body))
    for key, body in facts.get("message", ()):
        core.chats.restore(_message(core, key, body))
    for key, body in facts.get("query", ()):
        core.queries[key] = _query(core, body)
    for _key, (part, name, value) in facts.get("profile", ()):
        core.bot.put(part, tuple(name) if isinstance(name, list) else name, value)
    core.ledger.restore([body for _key, body in facts.get("call", ())])


def message_fact(message: Message) -> dict[str, Any]:
    """A message as it is kept; its file by id alone."""
    content = message.content
    return {
        "chat": message.chat.id,
        "by_bot": message.by_bot,
        "at": message.at.isoformat(),
        "kind": content.kind,
        "text": content.text,
        "entities": content.entities,
        "file": content.file.file_id if content.file else None,
        "payload": content.payload,
        "markup": message.markup,
        "reply_to": message.reply_to,
        "protected": message.protected,
        "edits": message.edits,
        "edited_at": message.edited_at.isoformat() if message.edited_at else None,
        "deleted": message.deleted,
    }


def query_fact(query: Query) -> dict[str, Any]:
    """A tap as it is kept; its moment by the computer's clock, which outlives the program."""
    asked_at = time.time() - (time.monotonic() - query.asked_at)
    return {"person": query.person.id, "asked_at": asked_at, "answer": query.answer}


def _query(core: Core, body: dict[str, Any]) -> Query:
    age = max(time.time() - body["asked_at"], 0.0)
    return Query(core.chats.people[body["person"]], time.monotonic() - age, body["answer"])


def _message(core: Core, number: int, body: dict[str, Any]) -> Message:
    file = core.files.known(body["file"]) if body["file"] else None
    content = Content(body["kind"], body["text"], body["entities"], file, body["payload"])
    return Message(
        number,
        core.chats.people[body["chat"]],
        body["by_bot"],
        datetime.fromisoformat(body["at"]),
        content,
        markup=body["markup"],
        reply_to=body["reply_to"],
        protected=body["protected"],
        edits=body["edits"],
        edited_at=datetime.fromisoformat(body["edited_at"]) if body["edited_at"] else None,
        deleted=body["deleted"],
    )

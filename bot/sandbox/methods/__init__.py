"""The Bot API methods this server knows, by their lower-case names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.methods import editing, looking, profile, receiving, sending
from bot.sandbox.params import Params

Method = Callable[[Core, Params], Any]
"""Takes the call, gives its result, or an awaitable of it."""

_METHODS: dict[str, Method] = {
    "getMe": looking.get_me,
    "logOut": looking.log_out,
    "close": looking.log_out,
    "getChat": looking.get_chat,
    "getChatMember": looking.get_chat_member,
    "getFile": looking.get_file,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "answerCallbackQuery": receiving.answer_callback_query,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}

KNOWN: dict[str, tuple[str, Method]] = {name.lower(): (name, run) for name, run in _METHODS.items()}
"""By lower-case name: the name as documented, and what does it."""

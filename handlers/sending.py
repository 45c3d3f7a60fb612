"""Files shown again to whoever asks for them, whichever messenger they are in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import (
    BufferedInputFile,
    InputFile,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)

from core.albums import albums
from core.files import Attachment, Brought, Crossing, FileKind, short
from core.letters import Refused, TryLater
from core.people import Account
from handlers.files import attachment_in
from texts import Texts


async def send_files(
    bot: Bot, to: Account, files: Sequence[Attachment], crossing: Crossing, texts: Texts
) -> None:
    """In their order; pictures that were together are together again."""
    for some in albums(files, to.messenger):
        if len(some) > 1:
            await bot.send_media_group(to.external, [_in_album(file) for file in some])
        else:
            await send_file(bot, to, some[0], crossing, texts)


def _in_album(file: Attachment) -> InputMediaPhoto | InputMediaVideo:
    if file.kind is FileKind.VIDEO:
        return InputMediaVideo(media=file.file_id)
    return InputMediaPhoto(media=file.file_id)


async def send_file(
    bot: Bot, to: Account, file: Attachment, crossing: Crossing, texts: Texts
) -> None:
    """A file that cannot be shown has a line in its place: why, and what to do."""
    if file.messenger == to.messenger:
        await _send(bot, to, file.kind, file.file_id)
        return

    # A film in a circle is a film like others elsewhere.
    kind = FileKind.VIDEO if file.kind is FileKind.VIDEO_NOTE else file.kind

    async def show(file_id: str) -> None:
        with _refusals():
            await _send(bot, to, kind, file_id)

    async def bring(data: bytes) -> Brought:
        with _refusals():
            fresh = BufferedInputFile(data, filename=file.name)
            sent = await _send(bot, to, kind, fresh)
        found = attachment_in(sent, to.messenger)
        return Brought(file_id=found.file_id if found else "", shown=True)

    try:
        await crossing.cross(file, into=to.messenger, show=show, bring=bring)
    except Refused:
        await bot.send_message(to.external, crossing.instead_of(file))
    except TryLater:
        words = texts("file-not-passed-yet", name=short(file.name))
        await bot.send_message(to.external, words)


async def _send(bot: Bot, to: Account, kind: FileKind, file: InputFile | str) -> Message:
    match kind:
        case FileKind.PHOTO:
            return await bot.send_photo(to.external, file)
        case FileKind.VOICE:
            return await bot.send_voice(to.external, file)
        case FileKind.VIDEO:
            return await bot.send_video(to.external, file)
        case FileKind.VIDEO_NOTE:
            return await bot.send_video_note(to.external, file)
        case FileKind.AUDIO:
            return await bot.send_audio(to.external, file)
    more: dict[str, Any] = {}
    if isinstance(file, InputFile):
        # Left to itself Telegram makes a film of some documents.
        more = {"disable_content_type_detection": True}
    return await bot.send_document(to.external, file, **more)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (TelegramBadRequest, TelegramEntityTooLarge) as error:
        raise Refused(error.message) from error

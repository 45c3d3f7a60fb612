"""Files shown again to whoever asks for them."""

from aiogram import Bot

from core.files import Attachment, FileKind


async def send_file(bot: Bot, chat: int, file: Attachment) -> None:
    match file.kind:
        case FileKind.PHOTO:
            await bot.send_photo(chat, file.file_id)
        case FileKind.VOICE:
            await bot.send_voice(chat, file.file_id)
        case FileKind.VIDEO:
            await bot.send_video(chat, file.file_id)
        case FileKind.AUDIO:
            await bot.send_audio(chat, file.file_id)
        case FileKind.DOCUMENT:
            await bot.send_document(chat, file.file_id)

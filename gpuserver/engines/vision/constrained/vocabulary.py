"""The bytes that each token of a vocabulary stands for."""

# pyright: reportMissingImports=false
from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

import torch
from tokenizers import decoders
from torch import Tensor
from transformers import PreTrainedTokenizerFast
from transformers.convert_slow_tokenizer import bytes_to_unicode

_BYTE: Final = re.compile("<0x([0-9A-F]{2})>")


class Vocabulary:
    """A tokenizer's tokens as bytes; those that were added to it, such as the ends of turns, are no text."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast) -> None:
        byte_level = isinstance(tokenizer.backend_tokenizer.decoder, decoders.ByteLevel)
        added = set(tokenizer.added_tokens_decoder)
        self.bytes: Final[dict[int, bytes]] = {
            number: data
            for token, number in tokenizer.get_vocab().items()
            if number not in added and (data := _of_byte_level(token) if byte_level else _of_pieces(token))
        }
        begun: defaultdict[int, list[int]] = defaultdict(list)
        for number, data in self.bytes.items():
            begun[data[0]].append(number)
        self.begun: Final[dict[int, Tensor]] = {byte: torch.tensor(numbers) for byte, numbers in begun.items()}
        """Tokens by their first byte."""


_BYTES: Final = {letter: byte for byte, letter in bytes_to_unicode().items()}


def _of_byte_level(token: str) -> bytes:
    """GPT-2's vocabulary writes each byte as a letter of its own."""
    return bytes(_BYTES[letter] for letter in token) if all(letter in _BYTES for letter in token) else b""


def _of_pieces(token: str) -> bytes:
    """SentencePiece writes a space as U+2581, and bytes for what is in no piece."""
    if found := _BYTE.fullmatch(token):
        return bytes([int(found[1], 16)])
    return token.replace("\u2581", " ").encode()

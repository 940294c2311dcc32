"""Requests about a face in the user's photo."""

from __future__ import annotations

import pytest
from rules_cases import on_photo, short

PHOTO_EN = {
    "make her smile": ["edit_face +smiling"],
    "give him a goatee and black hair": ["edit_face +goatee +black hair"],
    "make her hair blond, please": ["edit_face +blond hair"],
    "no makeup please": ["edit_face +no makeup"],
    "shave him": ["edit_face +no beard"],
    "add lipstick and rosy cheeks": ["edit_face +lipstick +rosy cheeks"],
    "can he look angry?": ["edit_face +angry"],
    "I want bangs": ["edit_face +bangs"],
    "lose the moustache": ["edit_face +no beard"],
    "dye my hair pink": ["edit_face +pink hair"],
    "bushier eyebrows": ["edit_face +bushy eyebrows"],
    "make her eyes bigger": ["edit_face +big eyes"],
    "she looks too serious, make her smile": ["edit_face +smiling"],
    "what would i look like blond?": ["edit_face +blond hair"],
    "turn her into a redhead": ["edit_face +red hair"],
    "go easy on the makeup, none at all": ["edit_face +no makeup"],
    "grow him a moustache": ["edit_face +mustache"],
    "cover the forehead with a fringe": ["edit_face +bangs"],
    "i'd like to be paler": ["edit_face +pale skin"],
    "make him bald": ["edit_face +receding hairline"],
    "scare her": ["edit_face +fear"],
    "make her cry": ["edit_face +sad"],
    "wide eyes, shocked": ["edit_face +surprise"],
    "let's try purple for the hair": ["edit_face +purple hair"],
    "why so serious? smile!": ["edit_face +smiling"],
    "brown hair and no beard": ["edit_face +brown hair +no beard"],
    "a bit of blush": ["edit_face +rosy cheeks"],
    "smiling, with bangs and lipstick": ["edit_face +smiling +bangs +lipstick"],
    "my girlfriend's hair should be black": ["edit_face +black hair"],
    "make my eyebrows thicker": ["edit_face +bushy eyebrows"],
}

PHOTO_ZH = {
    "让她微笑": ["edit_face +smiling"],
    "把头发染成金色": ["edit_face +blond hair"],
    "加点口红和腮红": ["edit_face +lipstick +rosy cheeks"],
    "刮掉胡子": ["edit_face +no beard"],
    "给他留山羊胡": ["edit_face +goatee"],
    "不要刘海": ["edit_face +no bangs"],
    "眼睛大一点": ["edit_face +big eyes"],
    "化浓妆": ["edit_face +heavy makeup"],
    "笑一个": ["edit_face +smiling"],
    "头发换成棕色": ["edit_face +brown hair"],
    "想看她红头发": ["edit_face +red hair"],
    "加个八字胡": ["edit_face +mustache"],
    "眉毛浓一点": ["edit_face +bushy eyebrows"],
    "皮肤白一点": ["edit_face +pale skin"],
    "别笑了，严肃点": ["edit_face +no smiling"],
    "让他害怕": ["edit_face +fear"],
    "涂个口红": ["edit_face +lipstick"],
}


@pytest.mark.parametrize(("text", "actions"), (PHOTO_EN | PHOTO_ZH).items())
def test_with_photo(text: str, actions: list[str]) -> None:
    assert short(on_photo(text)) == actions

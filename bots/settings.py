"""Every setting of Chatelier, in one typed tree: from the environment, then a TOML file, then the defaults here.

`CHATELIER_SERVER__PORT=9000` in the environment is `port = 9000` under `[server]` in `chatelier.toml`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


class SettingsError(Exception):
    """A setting that cannot be used; the message is one sentence that names it."""


class Group(BaseModel):
    """Settings that belong together. An unknown name is an error, so that a typo never passes silently."""

    model_config = ConfigDict(extra="forbid")


class ServerSettings(Group):
    """The inference server: the one that is started here, or where a running one is."""

    url: str = Field(default="", description="URL of a running inference server; empty starts one inside this process")
    host: str = Field(default="127.0.0.1", description="address that `chatelier gpuserver` binds; others need a token")
    port: int = Field(default=8765, ge=0, le=65535, description="port of `chatelier gpuserver`; 0 takes any free one")
    token: SecretStr = Field(
        default=SecretStr(""), description="bearer token that clients must send; optional on loopback"
    )
    queue: int = Field(default=32, ge=1, le=10_000, description="renders that may wait; more are answered with 429")
    workers: int = Field(
        default=0,
        ge=0,
        le=64,
        description="renders at the same time; 0 is one for each core but one, and 32 with GPU engines",
    )
    size: int = Field(default=1024, ge=64, le=4096, description="long side of a drawing, in pixels")


class WebSettings(Group):
    """The chat page."""

    host: str = Field(default="127.0.0.1", description="address that the page is served at; others need a password")
    port: int = Field(default=8421, ge=0, le=65535, description="port of the page; 0 takes any free one")
    hosts: str = Field(
        default="", description="host names that the page answers to behind a proxy, separated by commas"
    )
    password: SecretStr = Field(default=SecretStr(""), description="shared password of the page; optional on loopback")


class SearchSettings(Group):
    """Where pictures are looked for, besides the conversation's own."""

    library: Path | None = Field(default=None, description="folder of pictures with captions to search")
    openverse: bool = Field(default=False, description="also ask Openverse (openly licensed pictures, online)")
    openverse_url: str = Field(default="https://api.openverse.org", description="address of the Openverse API")


class UnderstandingSettings(Group):
    """What reads a turn: the trained network that ships, or a language model with the network to fall back to."""

    weights: Path | None = Field(default=None, description="folder of weights trained here; none takes those that ship")
    url: str = Field(
        default="",
        description="endpoint of a language model: `server` for the inference server, or the address of any "
        "OpenAI-compatible one, such as http://127.0.0.1:8000/v1",
    )
    model: str = Field(
        default="Qwen/Qwen3-4B-Instruct-2507",
        description="name of the language model there; for `server` a name or repository of `chatelier models list`",
    )
    token: SecretStr = Field(default=SecretStr(""), description="bearer token of that endpoint")
    seconds: float = Field(
        default=8.0, gt=0, le=120, description="seconds for both steps of its answer, after which the network reads"
    )


class OwnModel(Group):
    """A model of the operator's own: a repository on the hub, or a folder."""

    name: str = Field(min_length=1)
    repository: str = ""
    folder: Path | None = None
    library: Literal["diffusers", "transformers", "open_clip"] = "diffusers"
    classes: dict[str, str] = Field(min_length=1)
    """The library's class for each task."""
    gigabytes: float = Field(gt=0)
    steps: int | None = Field(default=None, ge=1)
    guidance: float | None = Field(default=None, ge=0)
    pixels: int | None = Field(default=None, ge=64 * 64)
    """Area of its pictures; as `steps` and `guidance`, that of its class where nothing is said."""
    revision: str = ""
    variant: str = ""
    control: str = ""
    """Name of the model with the task `sketch` that guides it."""

    @model_validator(mode="after")
    def _from_one_place(self) -> Self:
        if bool(self.repository) == (self.folder is not None):
            raise ValueError("name either a repository or a folder")
        return self


class ModelSettings(Group):
    """The models of the `gpu` extra: where they lie, and which of them."""

    folder: Path = Field(default=Path("chatelier-models"), description="folder of the models that were pulled")
    memory: float = Field(
        default=0, ge=0, description="GPU memory in GB that the default models are chosen for; 0 asks the GPU"
    )
    offline: bool = Field(default=False, description="never ask the hub; `chatelier models pull` says what to copy")
    remote_code: str = Field(
        default="", description="repositories whose own Python may be pulled and run, separated by commas"
    )
    own: list[OwnModel] = Field(
        default=[], description="further models, each with `name`, `repository` or `folder`, `classes` and `gigabytes`"
    )
    use: str = Field(
        default="",
        description="names of the models to use, separated by commas, the preferred ones first; "
        "empty takes your own, and of the default ones those that were pulled",
    )
    device: Literal["", "cuda", "cpu"] = Field(
        default="", description="where models work: `cuda` or `cpu`; empty is the GPU, and without one nothing"
    )
    compile: Literal["off", "on", "graphs"] = Field(
        default="off", description="compile models at their first picture of each size; `graphs` replays CUDA graphs"
    )
    warm: bool = Field(default=False, description="make a picture with every model that draws before serving")
    keep: str = Field(
        default="", description="names of models that are loaded at the start and stay, separated by commas"
    )
    loras: Path | None = Field(
        default=None, description="folder of LoRAs, as `<model>/<style>.safetensors`; a style of that name puts it on"
    )
    faces: Path | None = Field(
        default=None, description="folder of e4e, ArcFace and CLIP weights, for faces by StyleGAN2"
    )
    judge: Path | None = Field(
        default=None, description="folder of an image classifier whose label `nsfw` holds pictures back"
    )


class DiscordSettings(Group):
    """The Discord bot."""

    token: SecretStr = Field(default=SecretStr(""), description="token of the Discord bot; empty runs none")
    api_url: str = Field(default="https://discord.com/api/v10", description="address of Discord's API")
    gateway_url: str = Field(default="", description="address of Discord's gateway; empty asks the API")
    read_messages: bool = Field(
        default=False, description="answer in threads without a mention; needs the Message Content intent"
    )


class SlackSettings(Group):
    """The Slack app: over Socket Mode with an app token, else over HTTP with a signing secret."""

    bot_token: SecretStr = Field(default=SecretStr(""), description="Slack bot token (xoxb-) of one workspace")
    app_token: SecretStr = Field(default=SecretStr(""), description="Slack app token (xapp-): selects Socket Mode")
    signing_secret: SecretStr = Field(default=SecretStr(""), description="Slack signing secret: selects HTTP mode")
    client_id: str = Field(default="", description="Slack client id; with the secret, several workspaces may install")
    client_secret: SecretStr = Field(default=SecretStr(""), description="Slack client secret")
    api_url: str = Field(default="https://slack.com/api/", description="address of Slack's Web API")
    host: str = Field(default="127.0.0.1", description="address that HTTP mode listens on")
    port: int = Field(default=3000, ge=0, le=65535, description="port that HTTP mode listens on")


class TelegramSettings(Group):
    """The Telegram bot: long polling, or a webhook where its public address is given."""

    token: SecretStr = Field(default=SecretStr(""), description="token of the Telegram bot; empty runs none")
    api_url: str = Field(default="https://api.telegram.org", description="address of the Bot API")
    webhook_url: str = Field(default="", description="public https address of the webhook; empty polls")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="secret token that Telegram sends along")
    host: str = Field(default="127.0.0.1", description="address that the webhook listens on")
    port: int = Field(default=8443, ge=0, le=65535, description="port that the webhook listens on")


class AccessSettings(Group):
    """Who is served on the chat platforms, and how much. Ids are like `discord:42` or `slack:T1/U2`."""

    allow: str = Field(default="", description="ids of people, channels, groups that are served; empty serves all")
    deny: str = Field(default="", description="ids that are not served")
    admins: str = Field(default="", description="ids of people who may change any group's settings")
    person_per_minute: float = Field(default=20, ge=0, description="turns a minute of one person; 0 is no limit")
    place_per_minute: float = Field(default=60, ge=0, description="turns a minute of one channel; 0 is no limit")
    shares: str = Field(
        default="",
        description="shares of the GPU beside 1 of others, 0.1 to 10: `discord:42=3, slack:T1/U2=0.5`",
    )


class ModerationSettings(Group):
    """What is not made here."""

    enabled: bool = Field(default=True, description="refuse what the built-in word list names")
    words: Path | None = Field(default=None, description="TOML file of further words: `reason = [word, ...]`")
    classifier: str = Field(default="", description="`module:name` of a core.moderation.Moderator to ask instead")


class Settings(BaseSettings):
    """All settings. The environment wins over the TOML file, and the file over the defaults."""

    model_config = SettingsConfigDict(env_prefix="CHATELIER_", env_nested_delimiter="__", extra="forbid")

    data_dir: Path = Field(default=Path("chatelier-data"), description="folder of conversations and pictures")
    language: Literal["en", "zh"] = Field(
        default="en", description="language of replies to text that has none of its own"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="least severity that is logged"
    )
    server: ServerSettings = ServerSettings()  # pyright: ignore[reportCallIssue]
    web: WebSettings = WebSettings()  # pyright: ignore[reportCallIssue]
    understanding: UnderstandingSettings = UnderstandingSettings()  # pyright: ignore[reportCallIssue]
    search: SearchSettings = SearchSettings()  # pyright: ignore[reportCallIssue]
    models: ModelSettings = ModelSettings()  # pyright: ignore[reportCallIssue]
    discord: DiscordSettings = DiscordSettings()  # pyright: ignore[reportCallIssue]
    slack: SlackSettings = SlackSettings()  # pyright: ignore[reportCallIssue]
    telegram: TelegramSettings = TelegramSettings()  # pyright: ignore[reportCallIssue]
    access: AccessSettings = AccessSettings()  # pyright: ignore[reportCallIssue]
    moderation: ModerationSettings = ModerationSettings()  # pyright: ignore[reportCallIssue]

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the TOML file named by `CHATELIER_CONFIG` (or `chatelier.toml`)."""
        file = Path(os.environ.get("CHATELIER_CONFIG", "chatelier.toml"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)


def names(listed: str) -> tuple[str, ...]:
    """The names of a list that is separated by commas."""
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def describe(settings: BaseModel | None = None) -> list[tuple[str, str, str]]:
    """(name in the environment, value, description) of every setting; secrets are shown as set or empty."""
    return _rows(settings or Settings(), "CHATELIER_")


def _rows(model: BaseModel, prefix: str) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            rows += _rows(value, f"{prefix}{name.upper()}__")
            continue
        shown = ("(set)" if value.get_secret_value() else "") if isinstance(value, SecretStr) else value
        rows.append((f"{prefix}{name.upper()}", "" if shown is None else str(shown), field.description or ""))
    return rows

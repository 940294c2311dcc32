"""The web chat: an aiohttp application and one page without a build step."""

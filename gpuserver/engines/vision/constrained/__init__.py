"""Answers that are kept to a JSON schema: the schema as a grammar of bytes, and tokens chosen that it allows."""

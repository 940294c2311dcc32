"""What a picture shows: the scene, and the readers that turn English and Chinese words into it and into edits of it."""

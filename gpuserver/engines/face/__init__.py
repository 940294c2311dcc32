"""The face engine: edits of the face and hair in a photo, computed from face landmarks, without a learned generator."""

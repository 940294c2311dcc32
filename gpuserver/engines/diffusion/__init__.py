"""The diffusion engine: draws scenes and edits photos with diffusers' models, many requests in one batch.

Needs torch, diffusers and weights in a folder; `gpuserver.engines.registry` imports it only where they are there.
"""

"""ChatEdit's own way of changing a face: StyleGAN2's W+ searched under CLIP. Needs torch, open_clip and weights."""

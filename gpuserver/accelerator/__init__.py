"""The scheduler of one accelerator: requests of many users, batched by equal keys, stepped in turns."""

"""Images at the server's door: untrusted bytes in, provenance-marked bytes out, and the facts measured between."""

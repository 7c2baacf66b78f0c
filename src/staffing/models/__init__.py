"""The nouns: frozen, strict values without input, output or solver."""

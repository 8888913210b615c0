"""Files as tables of exact cells, whatever holds them: what they are, what is in them, where they break."""

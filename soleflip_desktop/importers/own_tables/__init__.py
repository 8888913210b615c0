"""Tables that no source knows: what their columns are said to be, proposed, tried out and read."""

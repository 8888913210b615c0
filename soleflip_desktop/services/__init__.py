"""Use cases the window and the command line share."""

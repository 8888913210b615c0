"""Pictures of every tab and dialog, for people to look at."""

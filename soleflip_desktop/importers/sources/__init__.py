"""One module for each file that a platform, a program or a bank writes, and what several of them share."""

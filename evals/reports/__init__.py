"""The reports of a run. Each takes the whole outcome and gives the file's content; none decides anything."""

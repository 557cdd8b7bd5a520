"""Tables: parts joined over pages, headers found, every cell kept with its labels, its figure and its period."""

"""Many files of rows in, a file of results for each out: on one machine, or shared out."""

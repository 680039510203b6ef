"""Many files on a cluster of Dask: the same job as on one machine, its pieces on workers."""

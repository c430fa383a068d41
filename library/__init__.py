"""The package behind photodesk; each folder's first lines say what it is and what it must not know."""

import os

# Our matrices are small and many: a second thread in the algebra library costs twice the computing and saves nothing
# (measured on comparing pictures), and the worker processes are the parallelism. Set before anything imports NumPy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

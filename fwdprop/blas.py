"""What NumPy's BLAS is told before it is loaded, by the command alone: it owns its process."""

from __future__ import annotations

from collections.abc import MutableMapping

_AVX512 = {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}


def settle(environ: MutableMapping[str, str]) -> None:
    """Sets one BLAS thread, and OpenBLAS's AVX-512 kernels where it does not find them itself.

    One thread halves the CPU time of loading NumPy; the engine shares blocks of rows out over the
    cores itself. OpenBLAS does not know every AMD processor with AVX-512 and then takes its AVX2
    kernels: measured on one, the others are 1.6 times as fast in float64 and 1.9 times in float32.
    What the user has set stays.
    """
    environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if _is_amd_with_avx512():
        environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")


def _is_amd_with_avx512() -> bool:
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
            first = file.read(8192)  # every core says the same
    except OSError:
        return False
    lines = (line.partition(":") for line in first.splitlines())
    facts = {name.strip(): value.split() for name, _, value in reversed(list(lines))}
    return facts.get("vendor_id") == ["AuthenticAMD"] and set(facts.get("flags", ())) >= _AVX512

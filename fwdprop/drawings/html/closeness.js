// How near a value must be to a number that is typed, as `fwdprop check` has it.

const RELATIVE_FLOOR = { float64: 1e-9, float32: 1e-5 };
const HAIR = { float64: 1e-12, float32: 1e-6 };

// { holds, isCut } of a value: whether it rounds to the number as it is typed, or was cut off to it.
function closeness(typed, text, dtype) {
  const read = dtype === "float32" ? Math.fround(typed) : typed;
  if (!Number.isFinite(typed)) {
    return { holds: (found) => Object.is(found, read), isCut: () => false };
  }
  const [size, unit, hair] = [Math.abs(typed), unitOf(text), HAIR[dtype]];
  const floor = size * RELATIVE_FLOOR[dtype] || hair;
  const limit = Math.max((unit / 2) * (1 + hair) + size * hair, floor * (1 + 1e-9));
  const cut = size > 99.5 * unit ? unit * (1 - hair) - size * hair : 0;
  return {
    holds: (found) => Math.abs(found - typed) <= limit || found === read,
    isCut: (found) => {
      const away = typed > 0 ? found - typed : typed - found;
      return 0 < away && away < cut;
    },
  };
}

// Whether numbers as they are printed give the sum as it is printed: in decimals, without rounding.

// [digits, power]: the number is digits·10^power.
function decimalOf(text) {
  const [, sign, whole, part = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(
    text,
  );
  return [BigInt(sign + whole + part), Number(power) - part.length];
}

// Whether the products of pairs of printed numbers add up to the printed total.
function addsUp(products, total, digits) {
  const texts = [...products.flat(), total];
  if (texts.some((text) => /[a-d]|[f-z]/.test(text))) return specialSum(products, total);
  const terms = products.map(([one, other]) => {
    const [left, right] = [decimalOf(one), decimalOf(other)];
    return [left[0] * right[0], left[1] + right[1]];
  });
  const least = Math.min(0, ...terms.map(([, power]) => power));
  const sum = terms.reduce(
    (all, [number, power]) => all + number * 10n ** BigInt(power - least),
    0n,
  );
  const [shown, power] = toDigits(sum, least, digits);
  const [wanted, wantedPower] = decimalOf(total);
  const low = Math.min(power, wantedPower);
  return shown * 10n ** BigInt(power - low) === wanted * 10n ** BigInt(wantedPower - low);
}

// number·10^power to so many digits, a half to the even one.
function toDigits(number, power, digits) {
  const size = number < 0n ? -number : number;
  const extra = String(size).length - digits;
  if (extra <= 0) return [number, power];
  const unit = 10n ** BigInt(extra);
  const [kept, rest] = [size / unit, size % unit];
  const up = 2n * rest > unit || (2n * rest === unit && kept % 2n === 1n);
  const result = up ? kept + 1n : kept;
  return [number < 0n ? -result : result, power + extra];
}

// With nan or an infinity among them, as IEEE adds them up.
function specialSum(products, total) {
  const read = (text) => parseNumber(text);
  // Sizes do not matter beside an infinity, and a finite product is none.
  const term = ([one, other]) => {
    const both = [read(one), read(other)];
    return both.every(Number.isFinite) ? 0 : both[0] * both[1];
  };
  const sum = products.reduce((all, pair) => all + term(pair), 0);
  return Number.isFinite(sum) ? false : Object.is(sum, read(total));
}

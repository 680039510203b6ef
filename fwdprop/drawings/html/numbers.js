// Numbers as people write them: as fwdprop reads and prints them.

const DECIMAL = "[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?";
const decimal = new RegExp(`^${DECIMAL}$`);
const fraction = new RegExp(`^(${DECIMAL})/(${DECIMAL})$`);
const LONGEST_NUMBER = 100_000;

// The number that a text stands for, a fraction such as 1/3 among them; null where it is none.
function parseNumber(text) {
  const word = text.trim().replace("\u2212", "-");
  if (word.length > LONGEST_NUMBER) return null;
  if (decimal.test(word)) return Number(word);
  const special = /^([-+]?)(?:(nan)|inf|infinity)$/i.exec(word);
  if (special) return special[2] ? NaN : special[1] === "-" ? -Infinity : Infinity;
  const parts = fraction.exec(word);
  return parts && Number(parts[2]) ? Number(parts[1]) / Number(parts[2]) : null;
}

// One unit of the last digit that is typed behind the point; 0 for a number without a point.
function unitOf(text) {
  const parts = /^[-+]?\d*\.(\d+)(?:e([-+]?\d+))?$/i.exec(text.trim().replace("\u2212", "-"));
  return parts ? Number(`1e${Number(parts[2] || 0) - parts[1].length}`) : 0;
}

// The number with at most so many significant digits: what Python's format "g" makes of it.
function rounded(number, digits) {
  if (Number.isNaN(number)) return "nan";
  if (!Number.isFinite(number)) return number < 0 ? "-inf" : "inf";
  const [mantissa, power] = halfToEven(number, digits).split("e");
  const exponent = Number(power);
  const sign = mantissa.startsWith("-") || Object.is(number, -0) ? "-" : "";
  const figures = mantissa.replace(/[-.]/g, "");
  if (exponent < -4 || exponent >= digits) {
    const shown = trimmed(`${figures[0]}.${figures.slice(1)}`);
    return `${sign}${shown}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  if (exponent < 0) return sign + trimmed(`0.${"0".repeat(-exponent - 1)}${figures}`);
  return sign + trimmed(`${figures.slice(0, exponent + 1)}.${figures.slice(exponent + 1)}`);
}

// As toExponential, but a number halfway between two goes to the one that ends in an even digit.
function halfToEven(number, digits) {
  const text = number.toExponential(digits - 1);
  const rest = /^-?(\d\.?\d*)e/.exec(number.toExponential(99))[1].replace(".", "").slice(digits);
  if (digits > 60 || !/^50*$/.test(rest)) return text;
  const [mantissa, power] = text.split("e");
  const odd = Number(mantissa[mantissa.length - 1]) % 2;
  return odd ? `${mantissa.slice(0, -1)}${mantissa[mantissa.length - 1] - 1}e${power}` : text;
}

function trimmed(text) {
  return text.includes(".") ? text.replace(/\.?0*$/, "") : text;
}

// The shortest text that reads back as the same number of that type.
function exactText(number, dtype) {
  if (Object.is(number, -0)) return "-0.0";
  if (!Number.isFinite(number)) return rounded(number, 1);
  if (dtype === "float32") {
    for (let digits = 1; digits < 10; digits++) {
      const text = String(Number(number.toPrecision(digits)));
      // A hair to either side as well: so no text stands where rounding twice is rounding wrong.
      if ([1 - 2 ** -50, 1, 1 + 2 ** -50].every((by) => Math.fround(text * by) === number))
        return text;
    }
  }
  return String(number);
}

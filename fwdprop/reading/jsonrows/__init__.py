"""Files of JSON rows, a line each or in one array; a row is an object, or an array of numbers."""

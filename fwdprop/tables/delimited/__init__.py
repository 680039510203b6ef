"""Files of lines with a delimiter between the columns, such as CSV, as RFC 4180 describes them."""

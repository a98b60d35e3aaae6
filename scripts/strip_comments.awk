# Prints C++ files without comments, as "file:line:code", skipping empty lines.
#
#   awk [-v strings=blank] -f strip_comments.awk FILE...
#
# With strings=blank the contents of string and character literals are dropped, too, except on
# #include lines. Raw strings and literals over several lines are understood.

function reset() { state = "code"; raw_end = "" }

# Position of the first character of the line that may change the state, from `from` on.
function next_special(line, from,    rest, at) {
  rest = substr(line, from)
  at = match(rest, /["'\/]/)
  return at ? from + at - 1 : 0
}

# Reads a literal that opens at `at`; returns the position after its closing quote.
function skip_literal(line, at, quote,    k, c) {
  for (k = at + 1; k <= length(line); k++) {
    c = substr(line, k, 1)
    if (c == "\\") k++
    else if (c == quote) return k + 1
  }
  return length(line) + 1
}

function literal(text) { return strings == "blank" ? "\"\"" : text }

function strip(line,    out, from, at, c, after, end, tail) {
  out = ""
  from = 1
  while (from <= length(line)) {
    if (state == "comment") {
      end = index(substr(line, from), "*/")
      if (!end) return out
      from += end + 1
      state = "code"
      out = out " "
      continue
    }
    if (state == "raw") {
      end = index(substr(line, from), raw_end)
      if (!end) {
        if (strings != "blank") out = out substr(line, from)
        return out
      }
      if (strings != "blank") out = out substr(line, from, end - 1 + length(raw_end))
      from += end - 1 + length(raw_end)
      state = "code"
      continue
    }
    at = next_special(line, from)
    if (!at) return out substr(line, from)
    out = out substr(line, from, at - from)
    c = substr(line, at, 1)
    after = substr(line, at + 1, 1)
    if (c == "/" && after == "/") return out
    if (c == "/" && after == "*") {
      state = "comment"
      from = at + 2
    } else if (c == "/") {
      out = out c
      from = at + 1
    } else if (c == "'" && out ~ /[0-9A-Fa-f]$/ && after ~ /[0-9A-Fa-f]/ && out ~ /(^|[^A-Za-z0-9_])[0-9][0-9A-Fa-fxXbB']*$/) {
      out = out c # a digit separator
      from = at + 1
    } else if (c == "\"" && out ~ /(^|[^A-Za-z0-9_])(u8|u|U|L)?R$/) {
      tail = substr(line, at + 1)
      raw_end = ")" substr(tail, 1, index(tail, "(") - 1) "\""
      state = "raw"
      from = at + 1 + index(tail, "(")
      if (strings != "blank") out = out substr(line, at, from - at)
      else out = out "\"\""
    } else {
      end = skip_literal(line, at, c)
      out = out literal(substr(line, at, end - at))
      from = end
    }
  }
  return out
}

FNR == 1 { reset() }
{
  if (state == "code" && $0 ~ /^[ \t]*#[ \t]*include/) code = $0
  else code = strip($0)
  if (code ~ /[^ \t]/) print FILENAME ":" FNR ":" code
}

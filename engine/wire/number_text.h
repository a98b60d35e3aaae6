#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/fields.h"

namespace dragoman {

/// What a plain (unquoted) scalar is, as a number.
struct NumberText {
  enum class Kind : unsigned char {
    kNotANumber,
    kNumber,
    kLeadingZero,  ///< `010`: ten or, in YAML 1.1, eight. Refused.
    kTooLarge,     ///< `1e999`, and `1e-999`: no double is near it.
  };
  Kind kind = Kind::kNotANumber;
  double value = 0;
};

/// Reads decimal numbers: an optional sign, digits with an optional point on any side of them, an
/// optional exponent. No hexadecimal, octal, `1_000`, `.inf` or `.nan`. Does not depend on the
/// locale.
NumberText ParseNumber(std::string_view text);

/// "a number in (0, 1] (probability)", "an integer >= 1", "a number".
std::string DescribeNumber(const Field& field, std::string_view noun = "a number");

/// 16 hexadecimal digits.
std::string HexText(std::uint64_t bits);

}  // namespace dragoman

#include "engine/core/decimal.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace dragoman {
namespace {

/// The largest power of ten in one word, and its exponent.
constexpr std::uint32_t kWordOfTens = 1'000'000'000;
constexpr int kTensInWord = 9;

/// Powers of ten up to this one are doubles.
constexpr int kExactPower = 22;

/// More digits than any midpoint of two doubles has (767) are not needed, but for whether there
/// are any; with the exponents below, a BigNumber holds what comes of this many.
constexpr int kMostDigits = 770;
constexpr int kLeastMagnitude = -330;  // below: 0
constexpr int kMostMagnitude = 310;    // above: infinite

std::uint32_t WordOfTens(int exponent) {
  std::uint32_t power = 1;
  for (int k = 0; k < exponent; ++k) power *= 10;
  return power;
}

double ExactPower(int exponent) {
  double power = 1;
  for (int k = 0; k < exponent; ++k) power *= 10;
  return power;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// digits * 10^exponent, whose first digit has the exponent `magnitude`.
double ScaledByTens(BigNumber digits, int exponent, int magnitude) {
  if (magnitude < kLeastMagnitude) return 0;
  if (magnitude > kMostMagnitude) return std::numeric_limits<double>::infinity();
  if (exponent >= 0) {
    digits.MultiplyByPowerOfTen(exponent);
    return digits.Scaled(0);
  }
  // 64 bits and more are left of it: 10^330 has 1,097 bits.
  constexpr int kShift = 37 * 32;
  digits.ShiftUp(kShift);
  digits.DivideByPowerOfTen(-exponent);
  return digits.Scaled(-kShift);
}

}  // namespace

BigNumber& BigNumber::operator+=(std::uint64_t value) {
  std::uint64_t carry = value;
  for (std::size_t k = 0; carry != 0; ++k) {
    carry += words_[k];
    words_[k] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
    size_ = std::max(size_, k + 1);
  }
  return *this;
}

void BigNumber::MultiplyAdd(std::uint32_t factor, std::uint32_t addend) {
  std::uint64_t carry = addend;
  for (std::size_t k = 0; k < size_; ++k) {
    carry += std::uint64_t{words_[k]} * factor;
    words_[k] = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
  if (carry != 0) words_[size_++] = static_cast<std::uint32_t>(carry);
}

void BigNumber::MultiplyByPowerOfTen(int exponent) {
  for (; exponent > 0; exponent -= kTensInWord) {
    MultiplyAdd(WordOfTens(std::min(exponent, kTensInWord)), 0);
  }
}

void BigNumber::DivideByPowerOfTen(int exponent) {
  for (; exponent > 0; exponent -= kTensInWord) {
    Divide(WordOfTens(std::min(exponent, kTensInWord)));
  }
}

void BigNumber::Divide(std::uint32_t divisor) {
  std::uint64_t left = 0;
  for (std::size_t k = size_; k-- > 0;) {
    left = (left << 32) | words_[k];
    words_[k] = static_cast<std::uint32_t>(left / divisor);
    left %= divisor;
  }
  rest_ = rest_ || left != 0;
  while (size_ > 0 && words_[size_ - 1] == 0) --size_;
}

void BigNumber::ShiftUp(int bits) {
  for (; bits > 0; bits -= 31) MultiplyAdd(std::uint32_t{1} << std::min(bits, 31), 0);
}

void BigNumber::ShiftDown(int bits) {
  for (; bits > 0 && size_ > 0; bits -= 31) Divide(std::uint32_t{1} << std::min(bits, 31));
}

int BigNumber::bits() const {
  return size_ == 0 ? 0 : static_cast<int>(size_) * 32 - std::countl_zero(words_[size_ - 1]);
}

double BigNumber::Scaled(int exponent) const {
  if (size_ == 0) return 0;
  const int magnitude = bits() + exponent;  // 2^(magnitude - 1) <= *this < 2^magnitude
  if (magnitude > 1024) return std::numeric_limits<double>::infinity();
  // A mantissa of 53 bits, fewer if subnormal; one more bit, and the rest of which any counts.
  const int kept = std::min(53, magnitude + 1074);
  if (kept < 0) return 0;
  BigNumber top = *this;
  const int cut = bits() - kept - 1;
  if (cut > 0) {
    top.ShiftDown(cut);
  } else {
    top.ShiftUp(-cut);
  }
  std::uint64_t mantissa = top.low() >> 1;
  if ((top.low() & 1) != 0 && (top.has_rest() || (mantissa & 1) != 0)) ++mantissa;
  // The first bit of the mantissa of a normal number adds 1 to the exponent's bits.
  if (kept == 53) mantissa += static_cast<std::uint64_t>(magnitude + 1021) << 52;
  return std::bit_cast<double>(mantissa);
}

double NearestDouble(std::uint64_t digits, int exponent) {
  if (digits >> 53 == 0 && exponent >= -kExactPower && exponent <= kExactPower) {
    const auto exact = static_cast<double>(digits);
    return exponent < 0 ? exact / ExactPower(-exponent) : exact * ExactPower(exponent);
  }
  if (digits == 0) return 0;
  int magnitude = exponent - 1;
  for (std::uint64_t left = digits; left != 0; left /= 10) ++magnitude;
  return ScaledByTens(BigNumber(digits), exponent, magnitude);
}

namespace {

/// The power of ten written at `*at`, and steps behind it; 0 if there is none.
int ReadPower(const char** at) {
  if (**at != 'e' && **at != 'E') return 0;
  const char* digit = *at + 1;
  const bool down = *digit == '-';
  if (down || *digit == '+') ++digit;
  if (!IsDigit(*digit)) return 0;
  int written = 0;
  for (; IsDigit(*digit); ++digit) written = std::min(written * 10 + (*digit - '0'), 100'000'000);
  *at = digit;
  return down ? -written : written;
}

}  // namespace

double ReadDecimal(const char* text, const char** end) {
  *end = text;
  const char* at = text;
  const bool negative = *at == '-';
  if (negative) ++at;
  if (!IsDigit(*at)) return 0;
  BigNumber digits(0);
  int count = 0;  // of digits, from the first one that is not 0
  int exponent = 0;
  bool more = false;
  bool fraction = false;
  for (;; ++at) {
    if (*at == '.' && !fraction && IsDigit(at[1])) {
      fraction = true;
      continue;
    }
    if (!IsDigit(*at)) break;
    const auto digit = static_cast<std::uint32_t>(*at - '0');
    if (count < kMostDigits) {
      if (count > 0 || digit != 0) ++count;
      digits.MultiplyAdd(10, 0);
      digits += digit;
      if (fraction) --exponent;
    } else {
      more = more || digit != 0;
      if (!fraction) ++exponent;
    }
  }
  exponent += ReadPower(&at);
  *end = at;
  if (more) {  // One digit more that says so.
    digits.MultiplyAdd(10, 0);
    digits += 1;
    ++count;
    --exponent;
  }
  if (count == 0) return negative ? -0.0 : 0.0;
  const double size = count <= 19 ? NearestDouble(digits.low(), exponent)
                                  : ScaledByTens(digits, exponent, exponent + count - 1);
  return negative ? -size : size;
}

}  // namespace dragoman
